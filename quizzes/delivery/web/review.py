"""An item after its response, as the template for it wants it: what was given, what is right, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from quizzes.delivery.feedback import Feedback
from quizzes.delivery.web.question import TRUTHS
from quizzes.delivery.web.templating import render
from quizzes.texts.markup import NOTHING, code_html, to_html, to_inline_html


@dataclass(frozen=True)
class Line:
    """One part of a response. ``right`` is None where there is nothing to judge: an option that was rightly left."""

    html: Markup
    right: bool | None = None
    tag: str = ""
    given: Markup = NOTHING
    key: Markup = NOTHING
    reason: Markup = NOTHING


@dataclass(frozen=True)
class Review:
    """All that the template shows after a response.

    ``order`` is the right order, where one was asked for; ``by_neighbours``: what counts is which entry follows which.
    """

    verdict: str
    words: str
    earned: float
    possible: float
    lines: tuple[Line, ...]
    order: tuple[Markup, ...]
    stem: Markup
    explanation: Markup
    source: str
    changed: bool
    by_neighbours: bool


def review(item: Mapping[str, Any], told: Feedback) -> Review:
    """The review of a response to an item, given as its `student_view`, with the feedback on it."""
    lines = () if told.changed else tuple(LINES[item["kind"]](item, told))
    ordered = item["kind"] == "ordering"
    return Review(
        verdict="right" if told.right else "part" if told.earned else "wrong",
        words="Right" if told.right else "Partly right" if told.earned else "Not right",
        earned=told.earned,
        possible=told.possible,
        lines=lines,
        order=tuple(_order(told)) if ordered else (),
        stem=_stem(item, lines),
        explanation=to_html(told.explanation) if told.explanation else NOTHING,
        source=told.source,
        changed=told.changed,
        # Where neighbours are judged, the first entry of the key follows nothing, and has no part.
        by_neighbours=ordered and 0 < len(told.parts) < len(told.response),
    )


def _options(item: Mapping[str, Any], told: Feedback) -> list[Line]:
    """Every option: which were chosen, which should have been."""
    single = item["kind"] != "multiple_response"
    reasons = {part.name: part.feedback for part in told.parts}
    chosen = [_id(told.response)] if single else list(told.response)
    lines = []
    for option in item.get("options", TRUTHS):
        is_key = (option["id"] if item["kind"] == "true_false" else option["text"]) in told.key
        is_chosen = option["id"] in chosen
        name = "" if single else option["id"]
        lines.append(
            Line(
                html=to_inline_html(option["text"]),
                right=is_key if is_chosen else None,
                tag=_tag(is_chosen=is_chosen, is_key=is_key, single=single),
                reason=_typeset(reasons.get(name, "") if is_chosen or not single else ""),
            )
        )
    return lines


def _tag(*, is_chosen: bool, is_key: bool, single: bool) -> str:
    if is_chosen:
        return "your choice, right" if is_key else "your choice, not right"
    return "" if not is_key else "right" if single else "right, and left out"


def _id(response: Any) -> str:
    return str(response).lower() if isinstance(response, bool) else str(response)


def _typed(item: Mapping[str, Any], told: Feedback) -> list[Line]:
    """The one number, text or output."""
    show: Callable[[str], Markup] = code_html if item["kind"] == "code_output" else escape
    unit = f" {item['unit']}" if item.get("unit") else ""
    key = NOTHING if told.right else show(told.key[0])
    given = show(f"{told.response}{unit}")
    return [Line(Markup("You gave"), told.right, given=given, key=key, reason=_typeset(told.parts[0].feedback))]


def _pairs(item: Mapping[str, Any], told: Feedback) -> list[Line]:
    """Every pair; `key_text` writes them in the order of the left sides."""
    texts = {right["id"]: right["text"] for right in item["right"]}
    parts = {part.name: part for part in told.parts}
    lines = []
    for left, key in zip(item["left"], told.key, strict=True):
        part = parts[left["id"]]
        wanted = key.removeprefix(f"{left['text']} → ")
        lines.append(
            Line(
                html=to_inline_html(left["text"]),
                right=part.right,
                given=to_inline_html(texts.get(told.response[left["id"]], "")),
                key=NOTHING if part.right else to_inline_html(wanted),
                reason=_typeset(part.feedback),
            )
        )
    return lines


def _entries(item: Mapping[str, Any], told: Feedback) -> list[Line]:
    """The entries in the order given."""
    texts = {entry["id"]: entry["text"] for entry in item["entries"]}
    right = {part.name: part.right for part in told.parts}
    return [Line(to_inline_html(texts.get(name, "")), right.get(name)) for name in told.response]


def _order(told: Feedback) -> list[Markup]:
    """The right order; `key_text` numbers it."""
    return [to_inline_html(line.removeprefix(f"{place}. ")) for place, line in enumerate(told.key, start=1)]


def _blanks(item: Mapping[str, Any], told: Feedback) -> list[Line]:
    """Every blank; `key_text` writes them as they stand in the text."""
    parts = {part.name: part for part in told.parts}
    lines = []
    for place, ((name, blank), key) in enumerate(zip(item["blanks"].items(), told.key, strict=True), start=1):
        texts = {option["id"]: to_inline_html(option["text"]) for option in blank.get("options", ())}
        part, wanted, given = parts[name], key.removeprefix(f"{name}: "), str(told.response[name])
        show = to_inline_html if texts else escape
        unit = f" {blank['unit']}" if blank.get("unit") else ""
        lines.append(
            Line(
                html=Markup("Blank {}").format(place),
                right=part.right,
                given=texts[given] if given in texts else escape(given + unit),
                key=NOTHING if part.right else show(wanted),
                reason=_typeset(part.feedback),
            )
        )
    return lines


def unanswered_stem(item: Mapping[str, Any]) -> Markup:
    """The stem of an item without a response, its blanks empty."""
    return _stem(item, ())


def _stem(item: Mapping[str, Any], lines: tuple[Line, ...]) -> Markup:
    """The stem; of a cloze with what was given in its blanks."""
    names = item.get("blanks", {})
    filled = {
        name: render("filled.html.jinja", place=place, line=lines[place - 1] if lines else None)
        for place, name in enumerate(names, start=1)
    }
    return to_html(item["stem"], filled)


def _typeset(text: str) -> Markup:
    return to_html(text) if text else NOTHING


LINES: dict[str, Callable[[Mapping[str, Any], Feedback], list[Line]]] = {
    **dict.fromkeys(("single_choice", "multiple_response", "true_false"), _options),
    **dict.fromkeys(("numeric", "short_text", "code_output"), _typed),
    "matching": _pairs,
    "ordering": _entries,
    "cloze": _blanks,
}
