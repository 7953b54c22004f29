"""A bank as a package of QTI 2 or 3, under the names of QTI 2.1: a test, a document for each item, a manifest.

What is known of an item besides (difficulty, objectives, source) stands in the manifest as LOM, where QTI puts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from quizzes.bank import Bank
from quizzes.exchange.groups import Group, groups, variant_losses
from quizzes.exchange.losses import Loss, in_order
from quizzes.exchange.qti2_item import item_document
from quizzes.exchange.qti2_terms import SCORE, identified
from quizzes.exchange.xml_build import node
from quizzes.items.base import Item

TEST_FILE = "test.xml"
#: Our three difficulties in the words of LOM.
DIFFICULTIES = {1: "easy", 2: "medium", 3: "difficult"}
LOM = "http://ltsc.ieee.org/xsd/LOM"


@dataclass(frozen=True)
class Types:
    """How a version of QTI names the parts of a package, and the namespace of its own descriptions."""

    schema: str
    version: str
    test: str
    item: str
    metadata: str


@dataclass(frozen=True)
class Documents:
    """A package as documents by their names: a version of QTI still has to give them its names."""

    test: Element
    items: dict[str, Element]
    manifest: Element
    losses: list[Loss]


def documents(bank: Bank, target: str, types: Types, *, variants: int, seed: str | int) -> Documents:
    """The whole package."""
    chosen = groups(bank, variants, seed)
    items, losses = {}, list(variant_losses(bank, variants, target))
    for group in chosen:
        said: set[str] = set()
        for item in group.items:
            items[_href(item)], lost = item_document(item)
            losses += [Loss(target, group.name, what) for what in lost if what not in said]
            said.update(lost)
    return Documents(_test(bank, chosen), items, _manifest(bank, chosen, types, items), in_order(losses, bank))


def _href(item: Item) -> str:
    return f"items/{item.id}.xml"


def _test(bank: Bank, chosen: list[Group]) -> Element:
    section = node(
        "assessmentSection",
        *(_section(group) if len(group.items) > 1 else _reference(group.items[0]) for group in chosen),
        identifier="items",
        title=bank.title,
        visible="true",
    )
    part = node("testPart", section, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    declaration = node("outcomeDeclaration", identifier=SCORE, cardinality="single", baseType="float")
    total = node("sum", node("testVariables", variableIdentifier=SCORE))
    scoring = node("outcomeProcessing", node("setOutcomeValue", total, identifier=SCORE))
    return node("assessmentTest", declaration, part, scoring, identifier=identified(bank.bank), title=bank.title)


def _section(group: Group) -> Element:
    """Of the variants of an item, a student gets one."""
    references = [_reference(item) for item in group.items]
    name = f"group.{group.name}"
    return node(
        "assessmentSection",
        node("selection", select="1"),
        *references,
        identifier=name,
        title=group.name,
        visible="false",
    )


def _reference(item: Item) -> Element:
    return node("assessmentItemRef", identifier=identified(item.id), href=_href(item))


def _manifest(bank: Bank, chosen: list[Group], types: Types, written: dict[str, Element]) -> Element:
    items = [item for group in chosen for item in group.items]
    return node(
        "manifest",
        node("metadata", node("schema", types.schema), node("schemaversion", types.version), _bank_lom(bank)),
        node("organizations"),
        node(
            "resources",
            node(
                "resource",
                node("file", href=TEST_FILE),
                *(node("dependency", identifierref=f"item.{item.id}") for item in items),
                identifier=f"test.{bank.bank}",
                type=types.test,
                href=TEST_FILE,
            ),
            *(_item_resource(bank, item, types, written[_href(item)]) for item in items),
        ),
        identifier=f"bank.{bank.bank}",
    )


def _item_resource(bank: Bank, item: Item, types: Types, document: Element) -> Element:
    asked = dict.fromkeys(each.tag for each in document.iter() if each.tag.endswith("Interaction"))
    of_qti = node(
        "qtiMetadata",
        *(node("interactionType", tag) for tag in asked),
        node("feedbackType", "nonadaptive"),
        node("solutionAvailable", "true"),
        xmlns=types.metadata,
    )
    return node(
        "resource",
        node("metadata", of_qti, _item_lom(bank, item)),
        node("file", href=_href(item)),
        identifier=f"item.{item.id}",
        type=types.item,
        href=_href(item),
    )


def _bank_lom(bank: Bank) -> Element:
    description = _words("description", bank.description) if bank.description else None
    identifier = node("identifier", node("catalog", "bank"), node("entry", bank.bank))
    general = node("general", identifier, _words("title", bank.title), description)
    return node("lom", general, *_objectives(bank, list(bank.objectives)), xmlns=LOM)


def _item_lom(bank: Bank, item: Item) -> Element:
    value = node("difficulty", node("source", "LOMv1.0"), node("value", DIFFICULTIES[item.difficulty]))
    kind = node("kind", node("source", "LOMv1.0"), node("value", "isbasedon"))
    return node(
        "lom",
        node("general", _words("title", item.id)),
        node("educational", value),
        node("relation", kind, node("resource", _words("description", item.source))),
        *_objectives(bank, item.objectives),
        xmlns=LOM,
    )


def _objectives(bank: Bank, names: list[str]) -> Iterator[Element]:
    purpose = node("purpose", node("source", "LOMv1.0"), node("value", "educational objective"))
    taxa = [
        node("taxonPath", node("taxon", node("id", name), _words("entry", bank.objectives[name]))) for name in names
    ]
    yield node("classification", purpose, *taxa)


def _words(tag: str, text: str) -> Element:
    return node(tag, node("string", text))
