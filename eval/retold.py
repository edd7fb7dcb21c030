"""The demo corpus, told again and again of other parties on other days: as many claims as one wants.

Each copy has all names of its voices and parties replaced, in its text and in what was read from it, and in its text most
other words, too, so that the copies are as many worlds: half of the claims name nobody, and would be the same in all.
"""
import hashlib
import json
import re
import subprocess
from datetime import date, timedelta

from common import ROOT

# Words that are told anew in the text alone: what parties and goods are called is in the record.
LONG = r"\b[a-z]{4,}\b"

# Roles of goods, which are the same in all worlds.
GOODS = {"item", "in_exchange_for", "field"}

# Words of names that are words of the language, too.
PLAIN = {"the", "of", "and", "de", "for", "in", "on", "an", "a", "to", "state", "ministry", "government", "navy", "army"}


def stories(program):
    """The records of the demo corpus."""
    read = [program, "read", "--format", "json", "--quiet", *map(str, sorted((ROOT / "samples/demo").glob("*.json")))]
    lines = subprocess.run(read, stdout=subprocess.PIPE, check=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def named(value):
    """The words that begin with a capital in what voices and parties are called."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("name", "affiliation") and isinstance(inner, str):
                yield from re.findall(r"\b[A-Z][a-zà-ž]+\b", inner)
            else:
                yield from named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named(inner)


def suffix(number):
    """Letters for a number: names stay words."""
    letters = ""
    while True:
        number, last = divmod(number, 26)
        letters += chr(ord("a") + last)
        if not number:
            return letters


class Corpus:
    """Stories without end: the first ones as they were read, then their copies."""

    def __init__(self, read):
        capital = {word for story in read for word in named(story["claims"])} - {word.capitalize() for word in PLAIN}
        names = r"\b(?:" + "|".join(sorted(capital, key=len, reverse=True)) + r")\b"
        self.read, self.words = read, (re.compile(names), re.compile(f"{names}|{LONG}"))

    def story(self, number):
        """The record of the story with this number, without mentions and diagnostics."""
        copy, place = divmod(number, len(self.read))
        return Telling(*self.words, copy).record(self.read[place])

    def claims(self, numbers):
        """How many claims the stories of a range have."""
        return sum(len(self.read[number % len(self.read)]["claims"]) for number in numbers)


class Telling:
    """One copy of a story, under other names."""

    def __init__(self, names, anew, copy):
        self.names, self.anew, self.ending = names, anew, suffix(copy)
        self.copy, self.ends = copy, []

    def words(self, text, which):
        return which.sub(lambda found: found.group() + self.ending, text)

    def offset(self, at):
        """Where a place of the story's text is in the copy's."""
        return at + len(self.ending) * sum(end <= at for end in self.ends)

    def value(self, value, which=None):
        which = which or self.names
        if isinstance(value, list):
            return [self.value(inner, which) for inner in value]
        if isinstance(value, str):
            return self.words(value, which)
        if not isinstance(value, dict):
            return value
        told = {key: inner if key == "entity" else self.value(inner, which) for key, inner in value.items()}
        if "roles" in told:
            # Parties that are described and not named are others in each world, too: "a ferry company".
            parties = {role: of for role, of in value["roles"].items() if role not in GOODS}
            told["roles"] |= {role: self.value(of, self.anew) for role, of in parties.items()}
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            told |= {"start": self.offset(value["start"]), "end": self.offset(value["end"])}
            told |= {"exact": self.text[told["start"]:told["end"]]} if "exact" in value else {}
        if "entity" in told and told.get("name") != value.get("name"):
            told["entity"] = None
        return told

    def record(self, story):
        article = story["article"]
        self.ends = [found.end() for found in self.anew.finditer(article["text"])]
        self.text = self.words(article["text"], self.anew)
        told = self.value({key: inner for key, inner in story.items() if key not in ("article", "mentions", "diagnostics")})
        day = date.fromisoformat(article["published"]) + timedelta(days=self.copy % 1000)
        told["article"] = {key: article.get(key) for key in ("outlet", "byline")} | {
            "id": hashlib.md5(f"{article['ref']}-{self.copy}".encode()).hexdigest(), "ref": f"{article['ref']}-{self.copy}", "text": self.text, "published": day.isoformat(),
            "title": self.words(article["title"], self.anew), "url": f"{article['url']}/{self.copy}",
        }
        return told
