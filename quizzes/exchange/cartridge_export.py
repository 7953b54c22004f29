"""Writes a bank as a Common Cartridge 1.1: an examination, and beside it a question bank with every variant.

The profile knows one section without groups, and choices and short texts alone. What it has no place for leaves as
several items, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizzes.bank import Bank
from quizzes.errors import UsageError, quoted
from quizzes.exchange.cartridge_items import apart
from quizzes.exchange.groups import groups, variant_losses
from quizzes.exchange.losses import Exported, Loss, in_order
from quizzes.exchange.package import pack
from quizzes.exchange.qti12_entry import forms
from quizzes.exchange.qti12_item import asked, item_element, losses
from quizzes.exchange.qti12_terms import (
    GENERAL,
    WHOLE,
    Question,
    always,
    condition,
    equal,
    feedback_id,
    html_material,
    hundredths,
    metadata,
    text_response,
)
from quizzes.exchange.xhtml import to_xhtml
from quizzes.exchange.xml_build import document, node
from quizzes.items.base import Item
from quizzes.items.numeric import Numeric

TARGET = "Common Cartridge"
QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATIONS = {
    QTI: "http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd",
    PACKAGING: "http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_imscp_v1p2_v1p0.xsd",
    LOM: "http://www.imsglobal.org/profile/cc/ccv1p1/LOM/ccv1p1_lommanifest_v1p0.xsd",
}
TYPE = "imsqti_xmlv1p2/imscc_xmlv1p1"
PROFILES = {
    "multiple_choice_question": "cc.multiple_choice.v0p1",
    "multiple_answers_question": "cc.multiple_response.v0p1",
    "true_false_question": "cc.true_false.v0p1",
    "short_answer_question": "cc.fib.v0p1",
}
#: Where a difference in case counts, the profile of texts that are compared sign by sign.
CASE_COUNTS = "cc.pattern_match.v0p1"
NO_PLACE = "`difficulty`, `objectives`, `source`: no place for them"


def export_bank(bank: Bank, *, variants: int, seed: str | int) -> Exported:
    """The cartridge as a zip. Raises UsageError for a bank that has nothing to put into one."""
    lost = [Loss(TARGET, "", NO_PLACE), *variant_losses(bank, variants, TARGET)]
    examination, everything = node("section", ident="root_section"), node("objectbank", ident=f"{bank.bank}_bank")
    for group in groups(bank, variants, seed):
        said: dict[str, None] = {}
        for number, item in enumerate(group.items):
            items, what = apart(item)
            said.update(dict.fromkeys(what))
            if number == 0:
                examination.extend([_item(each, said) for each in items])
            everything.extend([_item(each, said) for each in items])
        if len(group.items) > 1:
            said["`variables`: the examination holds the first variant, the question bank all of them"] = None
        lost += [Loss(TARGET, group.name, what) for what in said]
    if not len(everything):
        raise UsageError(
            f"{quoted(bank.bank)} holds orderings alone, and a Common Cartridge none; choose another format"
        )
    fields = [("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination"), ("qmd_scoretype", "Percentage")]
    rubric = node("rubric", html_material(to_xhtml(bank.description))) if bank.description else None
    quiz = node("assessment", metadata(fields), rubric, examination, ident=bank.bank, title=bank.title)
    files = {
        "examination.xml": _written(node("questestinterop", quiz), QTI),
        "question_bank.xml": _written(node("questestinterop", everything), QTI),
        "imsmanifest.xml": _written(_manifest(bank), PACKAGING),
    }
    return Exported(content=pack(files), suffix=".imscc", losses=in_order(lost, bank))


def _item(item: Item, said: dict[str, None]) -> Element:
    question = _typed_number(item) if isinstance(item, Numeric) else asked(item)
    profile = PROFILES[question.type]
    if question.type == "short_answer_question" and any(each.get("case") for each in question.full):
        profile = CASE_COUNTS
    fields = [("cc_profile", profile)]
    weight = max(1, min(99, round(item.points)))
    fields.append(("cc_weighting", str(weight)))
    found = losses(item, question)
    if weight != item.points:
        found.append("`points`: whole ones from 1 to 99 alone")
    if len(item.hints) > 1:
        found.append("`hints`: all of them are shown at once")
    if item.kind == "code_output":
        found.append("`kind`: it leaves as a short text below its program")
    if item.kind == "multiple_response":
        found.append("`scoring`: exactly the keys are right, and there is no part of the points")
    said.update(dict.fromkeys(found))
    return item_element(item, question, fields, _conditions(item, question), *_hints(item))


def _typed_number(item: Numeric) -> Question:
    """A number as a text: the profile has no other."""
    stem = to_xhtml(item.stem) + (f"\n{to_xhtml(f'({item.unit})')}" if item.unit else "")
    full = [equal(form) for form in forms(item)]
    what = ["`kind`, `tolerance`, `unit`, `wrong`: a field compares texts, and accepts roundings of the key"]
    return Question("short_answer_question", stem, [text_response()], full, losses=what)


def _conditions(item: Item, question: Question) -> Iterator[Element]:
    """Where one thing is chosen, the first condition that is true is the last: readers show all what goes on."""
    yield always(GENERAL)
    if item.hints:
        yield always("hint", "Hint")
    if question.type == "multiple_answers_question":
        for test, name in question.said:
            yield condition(test, says=[name], goes_on=True)
        yield condition(*question.full, earns=hundredths(WHOLE))
        return
    right = {feedback_id(test.text or "") for test in question.full}
    yield condition(
        *question.full, earns=hundredths(WHOLE), says=[name for _test, name in question.said if name in right]
    )
    for test, name in question.said:
        if name not in right:
            yield condition(test, says=[name])


def _hints(item: Item) -> Iterator[Element]:
    if item.hints:
        shown = [node("flow_mat", html_material(to_xhtml(hint))) for hint in item.hints]
        yield node("itemfeedback", node("hint", node("hintmaterial", *shown)), ident="hint")


def _manifest(bank: Bank) -> Element:
    titled = node("lomimscc:title", node("lomimscc:string", bank.title))
    lom = node("lomimscc:lom", node("lomimscc:general", titled), **{"xmlns:lomimscc": LOM})
    entry = node("item", node("title", bank.title), identifier="item_examination", identifierref="examination")
    tree = node("item", entry, identifier="root")
    organization = node("organization", tree, identifier="organization", structure="rooted-hierarchy")
    resources = [
        node("resource", node("file", href=f"{name}.xml"), identifier=name, type=f"{TYPE}/{kind}")
        for name, kind in (("examination", "assessment"), ("question_bank", "question-bank"))
    ]
    return node(
        "manifest",
        node("metadata", node("schema", "IMS Common Cartridge"), node("schemaversion", "1.1.0"), lom),
        node("organizations", organization),
        node("resources", *resources),
        identifier=f"cartridge_{bank.bank}",
    )


def _written(root: Element, space: str) -> bytes:
    root.set("xmlns", space)
    root.set("xmlns:xsi", XSI)
    root.set("xsi:schemaLocation", f"{space} {LOCATIONS[space]}")
    return document(root)
