"""An item of QTI 1.2 as any system writes it, read into plain data: texts as HTML, responses, conditions, feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from quizzes.exchange.qti12_texts import RESPONSES, html_of, several_in, solutions_of

TESTS = {"varequal", "varsubstring", "vargte", "varlte", "vargt", "varlt"}
#: Blackboard's list of right sides, which stand apart from those who are matched.
RIGHT_SIDES = "RIGHT_MATCH_BLOCK"


@dataclass(frozen=True)
class Label:
    """One option: its name and its text as HTML."""

    name: str
    html: str


@dataclass(frozen=True)
class Response:
    """One field or list; ``about`` is the HTML that belongs to it, ``shuffle`` None where the file says nothing."""

    name: str
    tag: str
    cardinality: str
    about: str
    labels: tuple[Label, ...]
    shuffle: bool | None
    type: str


@dataclass(frozen=True)
class Test:
    """One comparison of a condition; ``wanted`` is false where it stands under a `not`."""

    tag: str
    response: str
    value: str
    case: bool
    wanted: bool
    index: int | None


@dataclass(frozen=True)
class Condition:
    """What is scored and said where its tests are true; ``score`` is None where it scores nothing."""

    tests: tuple[Test, ...]
    is_unconditional: bool
    action: str
    score: float | None
    feedback: tuple[str, ...]


@dataclass
class Given:
    """One item."""

    name: str
    title: str
    label: str
    fields: dict[str, str]
    stem: str
    responses: list[Response]
    right_sides: list[str]
    conditions: list[Condition]
    feedback: dict[str, str]
    hints: list[str] = field(default_factory=list)
    solution: str = ""
    maximum: float | None = None

    @property
    def gives_parts(self) -> bool:
        """Whether a part of what is right earns a part of the points: Blackboard says so, others show it."""
        said = self.fields.get("bbmd_partialcredit", "").lower()
        by_itself = any(each.action in {"Add", "Subtract"} for each in self.conditions)
        return said == "true" or (said != "false" and by_itself)

    @property
    def scored(self) -> list[Condition]:
        """The conditions that earn something."""
        return [each for each in self.conditions if (each.score or 0) > 0]


def read_item(item: Element) -> Given:
    """The item; fields and texts that are not there are empty."""
    presentation = item.find("presentation")
    body = presentation if presentation is not None else Element("presentation")
    beside = _texts_beside(body)
    right = [html_of(side) for each in body.iter("flow") if each.get("class") == RIGHT_SIDES for side in each]
    feedback = {each.get("ident", ""): html_of(each) or solutions_of(each) for each in item.iter("itemfeedback")}
    conditions = [_condition(each) for each in item.iter("respcondition")]
    # Blackboard writes what it says of an option as a solution.
    of_options = {name for each in conditions if each.tests for name in each.feedback}
    hints = [html for each in item.iter("hintmaterial") for html in several_in(each)]
    maxima = [number_in(each.get("maxvalue", "")) for each in item.iter("decvar")]
    return Given(
        name=item.get("ident", ""),
        title=item.get("title", ""),
        label=item.get("label", ""),
        fields=fields_of(item),
        stem=_stem(body, beside),
        responses=[_response(each, beside.get(each)) for each in body.iter() if each.tag in RESPONSES],
        right_sides=right,
        conditions=conditions,
        feedback={name: html for name, html in feedback.items() if html.strip()},
        hints=[html for html in hints if html.strip()],
        solution=" ".join(
            solutions_of(each) for each in item.iter("itemfeedback") if each.get("ident") not in of_options
        ),
        maximum=next((each for each in maxima if each), None),
    )


def fields_of(element: Element) -> dict[str, str]:
    """The labelled values of a description, and its elements such as `bbmd_questiontype` that are no labels."""
    # Brightspace writes the second name, which is in no version of the standard.
    labelled = [*element.iter("qtimetadatafield"), *element.iter("qti_metadatafield")]
    found = {
        each.findtext("fieldlabel", "").strip().lower(): (each.findtext("fieldentry") or "").strip()
        for each in labelled
    }
    for each in element.findall("itemmetadata/*"):
        if not len(each) and each.text and each.text.strip():
            found.setdefault(each.tag.lower(), each.text.strip())
    return found


def decimal_in(text: str) -> Decimal | None:
    """A number with all its digits, written with a point or a comma; None where there is none."""
    bare = text.strip().replace("\u2212", "-").replace(",", ".")
    if not re.fullmatch(r"[-+]?([0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})([eE][-+]?[0-9]{1,3})?", bare):
        return None
    return Decimal(bare) if abs(float(bare)) < 1e300 else None


def number_in(text: str) -> float | None:
    """A finite number; None where there is none."""
    number = decimal_in(text)
    return None if number is None else float(number)


def _texts_beside(body: Element) -> dict[Element, Element]:
    """The block that holds one of several lists and its text: so Blackboard writes what is to be matched."""
    blocks = [each for each in body.iter("flow") if sum(child.tag == "response_lid" for child in each) == 1]
    with_text = [each for each in blocks if any(child.tag in {"flow", "material"} for child in each)]
    found = {next(each.iter("response_lid")): each for each in with_text}
    return found if len(found) > 1 else {}


def _stem(body: Element, beside: dict[Element, Element]) -> str:
    """All text before, between and after the fields; a field that has text behind it leaves `[[its name]]`."""
    skipped = set(beside.values())
    parts: list[str] = []

    def walk(element: Element) -> None:
        for child in element:
            if child.tag in RESPONSES:
                parts.append(f"[[{child.get('ident', '')}]]" if child.tag != "response_lid" else "")
            elif child.tag == "material":
                parts.append(html_of(child))
            elif child.tag.startswith("flow") and child.get("class") != RIGHT_SIDES and child not in skipped:
                walk(child)

    walk(body)
    while parts and (not parts[-1].strip() or re.fullmatch(r"\[\[.*\]\]", parts[-1])):
        parts.pop()
    blocks = any(re.match(r"\s*<(p|div|pre|ul|ol|table)\b", part) for part in parts)
    return ("\n" if blocks else " ").join(part for part in parts if part)


def _response(element: Element, block: Element | None) -> Response:
    render = next((each for each in element if each.tag.startswith("render_")), Element("render"))
    shuffle = render.get("shuffle")
    about = [html_of(each) for each in element if each.tag == "material"] if block is None else [html_of(block)]
    labels = [Label(each.get("ident", ""), html_of(each)) for each in render.iter("response_label")]
    return Response(
        name=element.get("ident", ""),
        tag=element.tag,
        cardinality=element.get("rcardinality", "Single").capitalize(),
        about=" ".join(about),
        labels=tuple(labels) if render.tag == "render_choice" else (),
        shuffle=None if shuffle is None else shuffle.lower() == "yes",
        type=render.get("fibtype", "Decimal" if element.tag == "response_num" else "").capitalize(),
    )


def _condition(element: Element) -> Condition:
    variables = element.find("conditionvar")
    tests = tuple(_tests(variables, wanted=True)) if variables is not None else ()
    setting = next((each for each in element.iter("setvar") if (each.text or "").strip()), None)
    score = None
    if setting is not None:
        text = (setting.text or "").strip()
        # Blackboard writes the word for the maximum in place of a number.
        score = 100.0 if text.lower() == "score.max" else number_in(text)
        score = -score if score is not None and setting.get("action") == "Subtract" else score
    said = tuple(each.get("linkrefid", "") for each in element.iter("displayfeedback"))
    if setting is None and tests and "correct" in said:
        score = 100.0
    return Condition(
        tests=tests,
        is_unconditional=not tests,
        action=(setting.get("action", "Set") if setting is not None else ""),
        score=score,
        feedback=said,
    )


def _tests(element: Element, *, wanted: bool) -> Iterator[Test]:
    for child in element:
        if child.tag in TESTS:
            index = child.get("index", "")
            yield Test(
                tag=child.tag,
                response=child.get("respident", ""),
                value=(child.text or "").strip(),
                case=child.get("case", "No").lower() == "yes",
                wanted=wanted,
                index=int(index) if index.isdigit() and len(index) < 4 else None,
            )
        else:
            yield from _tests(child, wanted=wanted != (child.tag == "not"))
