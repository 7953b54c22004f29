"""The words of Blackboard's own QTI 1.2, in which its pools are: blocks, formatted texts, descriptions of an item."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from quizzes.exchange.qti2_terms import number
from quizzes.exchange.qti12_terms import equal
from quizzes.exchange.xhtml import to_inline_xhtml, to_xhtml
from quizzes.exchange.xml_build import Child, node

RESPONSE = "response"
#: What Blackboard says of every item, pool and section, beside what differs.
FIXED = {
    "bbmd_assessmenttype": "Pool",
    "bbmd_sectiontype": "Subsection",
    "bbmd_is_from_cartridge": "false",
    "bbmd_is_disabled": "false",
    "bbmd_negative_points_ind": "N",
    "bbmd_canvas_fullcrdt_ind": "false",
    "bbmd_all_fullcredit_ind": "false",
    "bbmd_numbertype": "none",
    "bbmd_orientationtype": "vertical",
    "bbmd_is_extracredit": "false",
}


@dataclass
class PoolQuestion:
    """What one item puts into a pool: Blackboard's word for its kind, blocks, conditions, and feedback as HTML."""

    type: str
    stem: str
    blocks: list[Element]
    conditions: list[Element]
    feedback: dict[str, str] = field(default_factory=dict)
    has_parts: bool = False
    losses: list[str] = field(default_factory=list)


def identity(*of: str) -> str:
    """A name as Blackboard gives them, made from content: 32 digits."""
    return hashlib.sha256("\0".join(of).encode()).hexdigest()[:32]


def formatted(html: str, tag: str = "flow") -> Element:
    """A text in its block."""
    text = node("mat_formattedtext", html, type="HTML")
    return node(tag, node("material", node("mat_extension", text)), class_="FORMATTED_TEXT_BLOCK")


def block(name: str, *children: Child) -> Element:
    """A block of an item's presentation."""
    return node("flow", *children, class_=name)


def label(name: str, text: str) -> Element:
    """One option, in a block of its own."""
    shown = node("response_label", formatted(to_inline_xhtml(text), "flow_mat"), ident=name)
    return node("flow_label", shown, class_="Block")


def choice_list(name: str, labels: Iterable[Element], *, cardinality: str = "Single", shuffle: bool = False) -> Element:
    """A list to choose from."""
    render = node("render_choice", *labels, shuffle="Yes" if shuffle else "No", minnumber="0", maxnumber="0")
    return node("response_lid", render, ident=name, rcardinality=cardinality, rtiming="No")


def typed(name: str, *, is_number: bool = False) -> Element:
    """A field to type into."""
    render = node("render_fib", encoding="UTF_8", prompt="Box", fibtype="Decimal" if is_number else "String")
    return node(
        "response_num" if is_number else "response_str", render, ident=name, rcardinality="Single", rtiming="No"
    )


def right(*tests: Element) -> Element:
    """The condition of a response that earns all points."""
    score = node("setvar", "SCORE.max", variablename="SCORE", action="Set")
    return node("respcondition", node("conditionvar", *tests), score, _shown("correct"), title="correct")


def right_part(*tests: Element, title: str = "") -> Element:
    """A condition that is right without a score of its own: Blackboard counts them."""
    return node("respcondition", node("conditionvar", *tests), _shown("correct"), title=title or None)


def wrong() -> Element:
    """The condition of every other response."""
    score = node("setvar", "0", variablename="SCORE", action="Set")
    return node("respcondition", node("conditionvar", node("other")), score, _shown("incorrect"), title="incorrect")


def said(name: str) -> Element:
    """The condition that shows an option's own feedback: it names the option where QTI names the list."""
    return node("respcondition", node("conditionvar", equal("", name)), _shown(name))


def _shown(name: str) -> Element:
    return node("displayfeedback", linkrefid=name, feedbacktype="Response")


def feedback_to_all(name: str, html: str) -> Element:
    """What is said to whoever is right, or wrong."""
    content = node("flow_mat", formatted(html, "flow_mat"), class_="Block")
    return node("itemfeedback", content, ident=name, view="All")


def feedback_of_option(name: str, text: str) -> Element:
    """What is said to whoever chose an option."""
    content = node("flow_mat", formatted(to_xhtml(text), "flow_mat"), class_="Block")
    solution = node("solution", node("solutionmaterial", content), feedbackstyle="Complete")
    return node("itemfeedback", solution, ident=name, view="All")


def description(tag: str, kind: str, points: float, *more: Child, has_parts: bool = False) -> Element:
    """What Blackboard says of an item, a section or the pool."""
    types = {"itemmetadata": "Item", "sectionmetadata": "Section", "assessmentmetadata": "Assessment"}
    fixed = [node(name, value) for name, value in FIXED.items()]
    return node(
        tag,
        node("bbmd_asitype", types[tag]),
        node("bbmd_questiontype", kind),
        *fixed,
        node("bbmd_partialcredit", str(has_parts).lower()),
        node("qmd_absolutescore_max", number(points)),
        node("qmd_weighting", "0"),
        *more,
    )
