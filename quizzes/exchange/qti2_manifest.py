"""What a package's manifest says of its items and of itself, in LOM of any version."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element

DIFFICULTIES = {"very easy": 1, "easy": 1, "medium": 2, "difficult": 3, "very difficult": 3}


@dataclass(frozen=True)
class Described:
    """A description; what is not said is empty. ``objectives`` are sentences by their names."""

    name: str = ""
    title: str = ""
    description: str = ""
    difficulty: int | None = None
    source: str = ""
    objectives: dict[str, str] = field(default_factory=dict)


def described(manifest: Element) -> dict[str, Described]:
    """The description of each resource, by the path of its file."""
    found = {}
    for resource in manifest.iter("resource"):
        files = [resource.get("href", ""), *(each.get("href", "") for each in resource.findall("file"))]
        known = _read(resource)
        found.update({posixpath.normpath(unquote(file)): known for file in files if file})
    return found


def of_bank(manifest: Element) -> Described:
    """The description of the whole package."""
    metadata = manifest.find("metadata")
    return _read(metadata) if metadata is not None else Described()


def _read(element: Element) -> Described:
    lom = next((each for each in element.iter("lom")), Element("lom"))
    level = _words(lom.find("educational/difficulty/value")).lower()
    source = next((each for each in lom.findall("relation") if _kind(each) == "isbasedon"), Element("relation"))
    return Described(
        name=next(
            (_words(each.find("entry")) for each in lom.iter("identifier") if each.find("catalog") is not None), ""
        ),
        title=_words(lom.find("general/title")),
        description=_words(lom.find("general/description")),
        difficulty=DIFFICULTIES.get(level),
        source=_words(source.find("resource/description")),
        objectives=_objectives(lom),
    )


def _objectives(lom: Element) -> dict[str, str]:
    found = {}
    for each in lom.findall("classification"):
        purpose = _words(each.find("purpose/value")).lower()
        if purpose == "educational objective":
            taxa = list(each.iter("taxon"))
            named = {_words(taxon.find("id")): _words(taxon.find("entry")) for taxon in taxa}
            found.update({name or entry: entry or name for name, entry in named.items() if name or entry})
    return found


def _kind(relation: Element) -> str:
    return re.sub("[^a-z]", "", _words(relation.find("kind/value")).lower())


def _words(element: Element | None) -> str:
    """The first text inside, whatever its language strings are called."""
    return next((text.strip() for text in element.itertext() if text.strip()), "") if element is not None else ""
