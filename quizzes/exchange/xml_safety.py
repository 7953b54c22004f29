"""XML from elsewhere: read without a document type, entities, anything from outside, or a tree too large."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from quizzes.exchange.refusals import ImportRefused

MAX_XML_BYTES = 10_000_000
MAX_ELEMENTS = 500_000
MAX_DEPTH = 200


def parse_xml(data: bytes, name: str) -> Element:
    """The root of a document. Raises ImportRefused for XML that is broken, too large, or declares anything itself.

    An attribute such as ``schemaLocation`` is never followed: nothing but the bytes given is read.
    """
    try:
        from defusedxml import ElementTree as Safe
        from defusedxml.common import DefusedXmlException
    except ImportError:
        allowed = 'install what it needs: `pip install "rectify-course[instructor]"`'
        raise ImportRefused(name, "is XML, and the library that reads it safely is not here", allowed) from None
    if len(data) > MAX_XML_BYTES:
        raise ImportRefused(name, f"has {len(data):,} bytes", f"at most {MAX_XML_BYTES:,}: split the bank")
    try:
        root: Element = Safe.fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        what = "declares a document type or entities, which can do harm"
        raise ImportRefused(name, what, "delete its <!DOCTYPE …> and every <!ENTITY …>") from None
    except (ParseError, ValueError, LookupError) as error:
        raise ImportRefused(name, f"is not well-formed XML: {error}", "export it again") from None
    _check_size(root, name)
    return root


def _check_size(root: Element, name: str) -> None:
    level, depth, count = [root], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            what = f"has more than {MAX_DEPTH} levels of elements, or more than {MAX_ELEMENTS:,}"
            raise ImportRefused(name, what, "split the bank")
        level = [child for element in level for child in element]


def without_namespaces(root: Element) -> Element:
    """The same tree with every element and attribute under its local name; comments are gone."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        element.tag = local(element.tag)
        for key in [key for key in element.attrib if key.startswith("{")]:
            element.attrib.setdefault(local(key), element.attrib.pop(key))
    return root


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    """A name's namespace, or nothing."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""
