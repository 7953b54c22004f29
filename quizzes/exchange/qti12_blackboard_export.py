"""Writes a bank as a Blackboard pool: the zip that Blackboard exports and imports, which Moodle reads, too.

Its QTI 1.2 is Blackboard's own: descriptions, formatted texts and names that no version of the standard has.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from quizzes.bank import Bank
from quizzes.exchange import unheld
from quizzes.exchange.groups import groups, variant_losses
from quizzes.exchange.losses import Exported, Loss, in_order
from quizzes.exchange.package import pack
from quizzes.exchange.qti2_package import DIFFICULTIES
from quizzes.exchange.qti2_terms import number
from quizzes.exchange.qti12_blackboard_items import question
from quizzes.exchange.qti12_blackboard_terms import (
    PoolQuestion,
    block,
    description,
    feedback_of_option,
    feedback_to_all,
    formatted,
    wrong,
)
from quizzes.exchange.xhtml import to_xhtml
from quizzes.exchange.xml_build import document, node
from quizzes.items.base import Item
from quizzes.items.choice import TrueFalse

TARGET = "Blackboard pool"
BLACKBOARD = "http://www.blackboard.com/content-packaging/"
POOL = "res00001"
PACKAGE = "#Bb PackageInfo Property File\ncx.config.operation=EXPORT\ncx.package.info.version=6.0\n"
NOT_HELD = "`objectives`: their names stand in an item's notes, and their sentences nowhere"


def export_bank(bank: Bank, *, variants: int, seed: str | int) -> Exported:
    """The zip."""
    lost = [Loss(TARGET, "", NOT_HELD), *variant_losses(bank, variants, TARGET)]
    items = []
    for group in groups(bank, variants, seed):
        said: dict[str, None] = {}
        items += [_item(item, said) for item in group.items]
        if len(group.items) > 1:
            said["`variables`: a pool has no groups; draw from it with a random block"] = None
        lost += [Loss(TARGET, group.name, what) for what in said]
    about = (
        node("flow_mat", formatted(to_xhtml(bank.description), "flow_mat"), class_="Block")
        if bank.description
        else None
    )
    pool = node(
        "assessment",
        description("assessmentmetadata", "Multiple Choice", bank.points),
        node("rubric", about, view="All") if about is not None else None,
        node("section", description("sectionmetadata", "Multiple Choice", bank.points), *items, ident="pool"),
        ident=bank.bank,
        title=bank.title,
    )
    files = {
        "imsmanifest.xml": document(_manifest(bank)),
        f"{POOL}.dat": document(node("questestinterop", pool)),
        ".bb-package-info": PACKAGE.encode(),
    }
    return Exported(content=pack(files), suffix=".zip", losses=in_order(lost, bank))


def _item(item: Item, said: dict[str, None]) -> Element:
    made = question(item)
    held_by_none = (unheld.everywhere, unheld.hints, unheld.texts, unheld.outputs)
    said.update(dict.fromkeys([*made.losses, *(what for find in held_by_none for what in find(item))]))
    notes = [
        node("qmd_levelofdifficulty", DIFFICULTIES[item.difficulty]),
        node("qmd_instructornotes", f"Source: {item.source}\nObjectives: {', '.join(item.objectives)}"),
    ]
    explained = to_xhtml(item.explanation)
    score = {"varname": "SCORE", "vartype": "Decimal", "defaultval": "0", "minvalue": "0"}
    outcomes = node("outcomes", node("decvar", **score, maxvalue=number(item.points)))
    return node(
        "item",
        description("itemmetadata", made.type, item.points, *notes, has_parts=made.has_parts),
        node("presentation", block("Block", block("QUESTION_BLOCK", formatted(made.stem)), *made.blocks)),
        node("resprocessing", outcomes, *_conditions(made), scoremodel="SumOfScores"),
        feedback_to_all("correct", explained),
        feedback_to_all("incorrect", to_xhtml(item.reason) if isinstance(item, TrueFalse) else explained),
        *(feedback_of_option(name, text) for name, text in made.feedback.items()),
        ident=item.id,
        title=item.id,
        label=item.kind,
        maxattempts="0",
    )


def _conditions(made: PoolQuestion) -> list[Element]:
    """What is right, then all else, then what is said to an option."""
    own = [each for each in made.conditions if _shows_own(each, made)]
    return [*(each for each in made.conditions if each not in own), wrong(), *own]


def _shows_own(condition: Element, made: PoolQuestion) -> bool:
    return any(each.get("linkrefid") in made.feedback for each in condition.iter("displayfeedback"))


def _manifest(bank: Bank) -> Element:
    resource = node(
        "resource",
        identifier=POOL,
        type="assessment/x-bb-qti-pool",
        **{"bb:file": f"{POOL}.dat", "bb:title": bank.title, "xml:base": POOL},
    )
    root = node("manifest", node("organizations"), node("resources", resource), identifier="man00001")
    root.set("xmlns:bb", BLACKBOARD)
    return root
