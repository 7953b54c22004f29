"""The words of QTI 1.2 that Canvas, Blackboard and Common Cartridge share: texts, responses, conditions, feedback."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from xml.etree.ElementTree import Element

from quizzes.exchange.xhtml import to_inline_xhtml, to_plain
from quizzes.exchange.xml_build import node

RESPONSE = "response1"
#: The feedback that every response is shown, by the name that Canvas gives it.
GENERAL = "general_fb"
#: A full score: QTI 1.2 counts in hundredths, and the points stand beside.
WHOLE = 100.0


@dataclass
class Question:
    """What one item puts into a document of QTI 1.2.

    ``type`` is Canvas's word for the kind of question. ``full`` holds the tests of which one makes a response right,
    ``said`` a test with the feedback that is shown where it is true, ``parts`` the conditions of a question that is
    scored part by part; ``feedback`` is Markdown by its name.
    """

    type: str
    stem: str
    responses: list[Element]
    full: list[Element] = field(default_factory=list)
    said: list[tuple[Element, str]] = field(default_factory=list)
    parts: list[Element] = field(default_factory=list)
    feedback: dict[str, str] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)


def hundredths(share: float) -> str:
    """A share of the score, as systems write it: at most six digits."""
    return f"{share:.6g}"


def numeral(*of: str) -> str:
    """A name in digits, made from content: Canvas reads nothing else of some names."""
    return str(int(hashlib.sha256("\0".join(of).encode()).hexdigest()[:8], 16))


def html_material(html: str) -> Element:
    """A text with markup."""
    return node("material", node("mattext", html, texttype="text/html"))


def inline_material(text: str) -> Element:
    """A Markdown text without a paragraph around it, as plain text where it has no markup."""
    html = to_inline_xhtml(text)
    return html_material(html) if "<" in html else plain_material(" ".join(unescape(html).split()))


def plain_material(text: str) -> Element:
    """A text that is nothing but text."""
    return node("material", node("mattext", text, texttype="text/plain"))


def plain_text_material(text: str) -> Element:
    """A Markdown text where a system shows nothing but plain text."""
    return plain_material(to_plain(text))


def choice_response(
    name: str,
    labels: Iterable[tuple[str, Element]],
    *,
    many: bool = False,
    shuffle: bool | None = None,
    about: Element | None = None,
) -> Element:
    """A list to choose from; ``about`` is what stands before it."""
    shuffled = None if shuffle is None else "Yes" if shuffle else "No"
    shown = [node("response_label", content, ident=label) for label, content in labels]
    render = node("render_choice", *shown, shuffle=shuffled)
    return node("response_lid", about, render, ident=name, rcardinality="Multiple" if many else "Single")


def text_response(*, number: bool = False, rows: int = 1) -> Element:
    """A field to type into."""
    label = node("response_label", ident="answer1", rshuffle="No")
    kind = "Decimal" if number else None
    render = node("render_fib", label, fibtype=kind, rows=str(rows) if rows > 1 else None)
    return node("response_str", render, ident=RESPONSE, rcardinality="Single")


def equal(value: str, name: str = RESPONSE, *, case: bool = False) -> Element:
    """Whether the response is this one."""
    return node("varequal", value, respident=name, case="Yes" if case else None)


def condition(
    *tests: Element, earns: str | None = None, adds: bool = False, says: Iterable[str] = (), goes_on: bool = False
) -> Element:
    """What follows where the tests are true; several tests are one of them, as these systems read it."""
    score = None if earns is None else node("setvar", earns, action="Add" if adds else "Set", varname="SCORE")
    shown = [node("displayfeedback", feedbacktype="Response", linkrefid=name) for name in says]
    return node("respcondition", node("conditionvar", *tests), score, *shown, continue_="Yes" if goes_on else "No")


def always(name: str, kind: str = "Response") -> Element:
    """The condition that shows a feedback to everyone."""
    shown = node("displayfeedback", feedbacktype=kind, linkrefid=name)
    return node("respcondition", node("conditionvar", node("other")), shown, continue_="Yes")


def feedback_id(answer: str) -> str:
    """The name of an answer's own feedback."""
    return f"{answer}_fb"


def item_feedback(name: str, html: str) -> Element:
    """A feedback with its text."""
    return node("itemfeedback", node("flow_mat", html_material(html)), ident=name)


def metadata(fields: Iterable[tuple[str, str]]) -> Element:
    """Labelled values, as these systems keep what QTI has no element for."""
    entries = [node("qtimetadatafield", node("fieldlabel", name), node("fieldentry", value)) for name, value in fields]
    return node("qtimetadata", *entries)
