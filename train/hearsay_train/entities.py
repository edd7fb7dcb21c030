"""Reads the two corpora of mentions without trees: MEANTIME (Wikinews) and re3d (government and press texts)."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree


@dataclass
class Document:
    name: str
    text: str
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    """Half-open code points, and the corpus's own type."""


def read_meantime(folder: Path) -> list[Document]:
    """MEANTIME's articles as far as they are annotated, their tokens joined by single spaces, one sentence a paragraph."""
    documents = []
    for path in sorted((folder / "intra_cross-doc_annotation").glob("*/*.xml")):
        root = ElementTree.parse(path).getroot()
        document = Document(path.stem, "")
        spans: dict[str, tuple[int, int]] = {}
        anchors = {a.get("t_id") for mention in root.iter("ENTITY_MENTION") for a in mention.iter("token_anchor")}
        last = max((int(t.get("sentence", 0)) for t in root.iter("token") if t.get("t_id") in anchors), default=-1)
        sentence = None
        for token in root.iter("token"):
            if int(token.get("sentence", 0)) > last:
                break
            if sentence is not None:
                document.text += " " if token.get("sentence") == sentence else "\n\n"
            sentence = token.get("sentence")
            start = len(document.text)
            document.text += token.text or ""
            spans[token.get("t_id", "")] = (start, len(document.text))
        types = {e.get("m_id"): e.get("ent_type") for e in root.iter("ENTITY")}
        entity_of = {
            source.get("m_id"): types.get(target.get("m_id"))
            for link in root.iter("REFERS_TO")
            for target in link.iter("target")
            for source in link.iter("source")
        }
        for mention in root.iter("ENTITY_MENTION"):
            at = [spans[a.get("t_id", "")] for a in mention.iter("token_anchor")]
            if at and entity_of.get(mention.get("m_id")):
                document.mentions.append((min(at)[0], max(at)[1], entity_of[mention.get("m_id")]))
        documents.append(document)
    return documents


def read_re3d(folder: Path) -> list[Document]:
    """The documents of one publisher."""
    lines = lambda name: map(json.loads, filter(str.strip, (folder / name).read_text(encoding="utf-8").splitlines()))
    documents = {d["_id"]: Document(d["_id"], d["text"]) for d in lines("documents.json")}
    for entity in lines("entities.json"):
        if document := documents.get(entity["documentId"]):
            document.mentions.append((entity["begin"], entity["end"], entity["type"]))
    return list(documents.values())
