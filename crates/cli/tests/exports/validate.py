"""Reads what `hearsay export` wrote with the tools of those who use the form, and compares it with the tables.

  validate.py FORM FILE CLAIMS.jsonl

Exits with 1 and a reason when a tool refuses the file, or finds less in it than was exported. Nothing is fetched.
"""

import json
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
# As in RFC 4180; nothing is guessed.
CSV = """header = true, all_varchar = true, strict_mode = true, quote = '"', escape = '"', new_line = '\\n'"""


def main() -> None:
    form, file, reference = sys.argv[1:]
    records = [json.loads(line) for line in Path(reference).read_text().splitlines()]
    found = FORMS[form](Path(file), records)
    print(f"{form}: {found}")


def claims_of(records: list[dict]) -> int:
    return sum(len(record["claims"]) for record in records)


def parquet(folder: Path, records: list[dict]) -> str:
    import duckdb
    import pyarrow.parquet as pq

    tables = {path.stem: pq.read_table(path) for path in folder.glob("*.parquet")}
    names = ["articles", "claims", "frames", "members", "origins", "parts", "propositions"]
    assert sorted(tables) == names, sorted(tables)
    assert tables["claims"].num_rows == claims_of(records)
    assert str(tables["claims"].schema.field("published").type) == "date32[day]"
    assert str(tables["articles"].schema.field("first_seen").type) == "timestamp[us, tz=UTC]"
    database = duckdb.connect()
    for name in tables:
        database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder}/{name}.parquet')")
    ask = lambda query: database.execute(query).fetchone()[0]
    # Spans are of the text, in code points.
    wrong = ask("""
        SELECT count(*) FROM claims JOIN articles USING (article)
        WHERE content <> substr(text, content_start + 1, content_end - content_start)
           OR source <> substr(text, source_start + 1, source_end - source_start)
           OR cue <> substr(text, cue_start + 1, cue_end - cue_start)""")
    assert wrong == 0, f"{wrong} claims whose spans aren't their words"
    wrong = ask("""
        SELECT count(*) FROM parts JOIN articles USING (article) WHERE words <> substr(text, start + 1, "end" - start)""")
    assert wrong == 0, f"{wrong} parts whose spans aren't their words"
    lost = ask("SELECT count(*) FROM members ANTI JOIN claims USING (article, claim)")
    assert lost == 0, f"{lost} members whose claims aren't there"
    lost = ask("SELECT count(*) FROM frames ANTI JOIN claims USING (article, claim)")
    assert lost == 0, f"{lost} frames whose claims aren't there"
    lost = ask("""
        SELECT count(*) FROM members ANTI JOIN origins USING (proposition, origin) WHERE origin IS NOT NULL""")
    assert lost == 0, f"{lost} members whose origins aren't there"
    counted = ask("""
        SELECT count(*) FROM (
          SELECT proposition, any_value(established) AS told,
                 count(*) FILTER (lineage = 'established' AND origins.polarity = 'positive' AND same_party_as IS NULL) AS counted
          FROM propositions JOIN origins USING (proposition) GROUP BY proposition) WHERE told <> counted""")
    assert counted == 0, f"{counted} propositions whose origins aren't as many as they say"
    return f"{len(tables)} tables, {tables['claims'].num_rows} claims"


def csv(folder: Path, records: list[dict]) -> str:
    import duckdb

    ask = lambda query: duckdb.execute(query).fetchall()
    table = lambda name: f"read_csv('{folder}/{name}.csv', {CSV})"
    assert ask(f"SELECT count(*) FROM {table('claims')}")[0][0] == claims_of(records)
    contents = Counter(row[0] for row in ask(f"SELECT content FROM {table('claims')}"))
    expected = Counter(claim["content"]["exact"] for record in records for claim in record["claims"])
    assert contents == expected, contents - expected or expected - contents
    return f"{contents.total()} claims"


def ftm(file: Path, records: list[dict]) -> str:
    from followthemoney import model
    from followthemoney.proxy import EntityProxy

    entities, links = {}, []
    for line in file.read_text().splitlines():
        data = json.loads(line)
        # The tool drops values that are none of their type: none may be lost.
        proxy = EntityProxy.from_dict(data, cleaned=False)
        cleaned = {prop.name: set(proxy.get(prop)) for prop in proxy.iterprops()}
        for prop, values in data["properties"].items():
            kept = {proxy.schema.get(prop).type.clean(value, proxy=proxy) for value in values}
            assert None not in kept, f"{prop} of {data['schema']} is no such value: {values}"
            assert cleaned[prop], f"{prop} of {data['schema']} is lost"
        model.get_proxy(data).schema.validate(data)
        entities[proxy.id] = proxy
        for prop in proxy.iterprops():
            if prop.type.name == "entity":
                links += [(prop, value) for value in proxy.get(prop)]
    for prop, target in links:
        assert target in entities, f"{prop.name} refers to {target}, which isn't there"
        assert entities[target].schema.is_a(prop.range), f"{prop.qname} refers to a {entities[target].schema.name}"
    kinds = Counter(entity.schema.name for entity in entities.values())
    assert kinds["Article"] == len(records), kinds
    return f"{dict(kinds)}"


def ftm_statements(file: Path, records: list[dict]) -> str:
    from followthemoney import model
    from followthemoney.dataset import Dataset
    from followthemoney.statement import StatementEntity
    from followthemoney.statement.serialize import CSV, read_path_statements

    statements = list(read_path_statements(file, CSV))
    claims = {f"urn:hearsay:claim:{r['article']['id']}:{c['id']}" for r in records for c in r["claims"]}
    by_entity = {}
    for statement in statements:
        prop = model.get(statement.schema).get(statement.prop)
        assert prop is not None and prop.type.name == statement.prop_type, (statement.prop, statement.prop_type)
        assert statement.id is not None
        assert statement.origin is None or statement.origin in claims, statement.origin
        by_entity.setdefault(statement.entity_id, []).append(statement)
    dataset = Dataset.make({"name": "hearsay", "title": "hearsay"})
    for of in by_entity.values():
        assert StatementEntity.from_statements(dataset, of).to_dict()["properties"]
    told = sum(statement.origin is not None for statement in statements)
    assert told > 0
    return f"{len(statements)} statements of {len(by_entity)} entities, {told} with their claim"


def plover(file: Path, records: list[dict]) -> str:
    import duckdb

    types = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
    options = f"delim = '\t', {CSV}"
    columns = "event_id, event_type, cameo_code, actor_country, recipient_country, claimed_by, article, claim, publication_date"
    rows = duckdb.execute(
        f"SELECT {columns} FROM read_csv(?, {options})", [str(file)]
    ).fetchall()
    claims = {(r["article"]["id"], c["id"]) for r in records for c in r["claims"]}
    assert rows and len({row[0] for row in rows}) == len(rows), "an event has two rows"
    for _, kind, cameo, actor, recipient, by, article, claim, _ in rows:
        assert kind in types.split() and 2 <= len(cameo) <= 4 and 1 <= int(cameo[:2]) <= 20, (kind, cameo)
        assert all(len(code) == 3 for country in (actor, recipient) if country for code in country.split("; "))
        assert by and (article, claim) in claims
    return f"{len(rows)} events"


def graph_of(file: Path):
    import rdflib
    from pyshacl import validate

    graph = rdflib.Graph().parse(file, format="json-ld")
    conforms, _, text = validate(graph, shacl_graph=str(HERE / "shapes.ttl"), inference="none")
    assert conforms, text[:2000]
    return graph


def claim_review(file: Path, records: list[dict]) -> str:
    import rdflib

    graph = graph_of(file)
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    schema = rdflib.Namespace("https://schema.org/")
    exact = Counter(str(value) for value in graph.objects(None, oa.exact))
    expected = Counter(claim["content"]["exact"] for record in records for claim in record["claims"])
    assert exact == expected, (exact - expected) or (expected - exact)
    # An annotation is found again by the words around it.
    texts = {f"urn:hearsay:article:{r['article']['id']}": r["article"]["text"] for r in records}
    for target in graph.objects(None, oa.hasTarget):
        text = texts[str(graph.value(target, oa.hasSource))]
        quotes = list(graph.subjects(rdflib.RDF.type, oa.TextQuoteSelector))
        for selector in graph.objects(target, oa.hasSelector):
            if selector in quotes:
                words = "".join(str(graph.value(selector, part)) for part in (oa.prefix, oa.exact, oa.suffix))
                assert words in text, words
    reviews = len(list(graph.subjects(rdflib.RDF.type, schema.ClaimReview)))
    return f"{len(graph)} triples, {exact.total()} annotations, {reviews} draft reviews"


def prov(file: Path, records: list[dict]) -> str:
    import rdflib

    graph = graph_of(file)
    terms = rdflib.Namespace("http://www.w3.org/ns/prov#")
    quoted = set(graph.subjects(terms.wasQuotedFrom, None))
    assert len(quoted) == claims_of(records), (len(quoted), claims_of(records))
    return f"{len(graph)} triples, {len(quoted)} claims quoted from articles"


def stix(file: Path, records: list[dict]) -> str:
    import stix2

    bundle = stix2.parse(file.read_text(), allow_custom=False)
    ids = {thing.id for thing in bundle.objects}
    assert len(ids) == len(bundle.objects), "an id is used twice"
    for thing in bundle.objects:
        for reference in [*thing.get("object_refs", []), *filter(None, [thing.get("created_by_ref")])]:
            assert reference in ids, f"{thing.id} refers to {reference}, which isn't there"
    kinds = Counter(thing.type for thing in bundle.objects)
    assert kinds["report"] and kinds["opinion"], kinds
    return f"{dict(kinds)}"


def geojson(file: Path, records: list[dict]) -> str:
    import duckdb

    data = json.loads(file.read_text())
    placed = 0
    for feature in data["features"]:
        geometry = feature["geometry"]
        if geometry is None:
            continue
        placed += 1
        points = [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points), points
        assert geometry["type"] == "Point" or len(points) > 1
    read = duckdb.execute("SELECT len(features) FROM read_json(?)", [str(file)]).fetchone()[0]
    assert read == len(data["features"]) and placed
    return f"{read} features, {placed} on the map"


def network(read: str):
    def check(file: Path, records: list[dict]) -> str:
        import networkx

        graph = getattr(networkx, read)(file)
        assert graph.is_directed() and graph.number_of_edges() > 0
        for _, _, edge in graph.edges(data=True):
            assert isinstance(edge["established"], int) and edge["type"] and edge["proposition"], edge
        return f"{graph.number_of_nodes()} parties, {graph.number_of_edges()} edges"

    return check


FORMS = {
    "csv": csv,
    "parquet": parquet,
    "ftm": ftm,
    "ftm-statements": ftm_statements,
    "plover": plover,
    "claim-review": claim_review,
    "prov": prov,
    "stix": stix,
    "geojson": geojson,
    "graphml": network("read_graphml"),
    "gexf": network("read_gexf"),
}

if __name__ == "__main__":
    main()
