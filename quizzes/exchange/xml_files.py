"""The XML documents of a file from elsewhere, be it one document or a package of several."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from quizzes.exchange.package import is_package, unpack
from quizzes.exchange.xml_safety import parse_xml, without_namespaces

#: Where the name of a document's first element must stand; comments may come before it.
BEGINNING = 5_000
SUFFIXES = (".xml", ".qti", ".dat")


def parts(data: bytes, name: str) -> dict[str, bytes]:
    """The files in a package by their paths, or the one file itself. Raises ImportRefused as `unpack` does."""
    return unpack(data, name) if is_package(data) else {name: data}


def roots_named(data: bytes, name: str, wanted: set[str]) -> dict[str, Element]:
    """Each document whose first element has one of those names, without namespaces, by its path.

    Raises ImportRefused where one of them is not well-formed, or can do harm.
    """
    found = {}
    for path, content in sorted(parts(data, name).items()):
        if (path == name or path.lower().endswith(SUFFIXES)) and first_element(content) in wanted:
            found[path] = without_namespaces(parse_xml(content, path))
    return {path: root for path, root in found.items() if root.tag in wanted}


def first_element(content: bytes) -> str:
    """The local name of a document's first element as far as its first bytes tell, in any usual encoding."""
    beginning = content[:BEGINNING].replace(b"\0", b"").decode("latin-1")
    bare = re.sub(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(\[.*?\])?\s*>", "", beginning, flags=re.DOTALL)
    element = re.match(r"[^<]{0,200}<(?:[\w.-]+:)?([\w.-]+)", bare)
    return element[1] if element else ""
