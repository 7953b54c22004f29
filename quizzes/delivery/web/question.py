"""An item before its response, as the template for it wants it: texts typeset, fields with what they hold so far."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from quizzes.delivery.web.forms import PART, Fields, order_of
from quizzes.delivery.web.templating import render
from quizzes.texts.markup import NOTHING, code_html, to_html, to_inline_html, to_text
from quizzes.texts.mathml import Place

#: What each kind is called, and what is asked for.
KINDS = {
    "single_choice": ("single choice", "Choose one"),
    "multiple_response": ("multiple response", "Choose all that apply"),
    "true_false": ("true or false", "True or false?"),
    "numeric": ("number", "Your number"),
    "short_text": ("short text", "Your response"),
    "matching": ("matching", "Choose a partner for each"),
    "ordering": ("ordering", "Put them in order, the first at the top"),
    "cloze": ("fill in the blanks", "Fill in the blanks"),
    "code_output": ("what a program prints", "What the program prints"),
}
TRUTHS = ({"id": "true", "text": "True"}, {"id": "false", "text": "False"})


@dataclass(frozen=True)
class Choice:
    """Something to choose: typeset, and in plain words for a list that opens."""

    id: str
    html: Markup
    words: str
    chosen: bool = False

    @property
    def spoken(self) -> str:
        """The name of its field, where the label alone may give none: not every reader takes a formula for one."""
        return self.words if "<math" in self.html else ""


@dataclass(frozen=True)
class Pairing:
    """What is given a partner, and the partners to choose from."""

    left: Choice
    partners: tuple[Choice, ...]


@dataclass(frozen=True)
class Question:
    """All that the template shows. Which of the fields are filled depends on the kind."""

    kind: str
    kind_words: str
    asks: str
    points: float
    stem: Markup
    choices: tuple[Choice, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    code: Markup = NOTHING
    unit: str = ""
    value: str = ""

    @property
    def lettered(self) -> bool:
        """Whether partners are shown typeset beside their letters, since plain words would not do."""
        return any("<" in choice.html for choice in self.choices)


def question(item: Mapping[str, Any], fields: Fields, *, at_fault: str = "") -> Question:
    """The question that an item, given as its `student_view`, asks; ``at_fault`` is the part that could not be read."""
    kind = item["kind"]
    words, asks = KINDS[kind]
    stem = to_html(item["stem"], _blanks(item, fields, at_fault) if kind == "cloze" else None)
    choices: tuple[Choice, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    if kind in {"single_choice", "multiple_response"}:
        choices = _choices(item["options"], fields.all("choice"))
    elif kind == "true_false":
        choices = _choices(TRUTHS, fields.all("choice"))
    elif kind == "ordering":
        entries = {entry["id"]: entry for entry in item["entries"]}
        choices = _choices([entries[name] for name in order_of(item, fields)], (), "beside")
    elif kind == "matching":
        choices = _lettered(item["right"])
        pairings = tuple(_pairing(left, choices, fields) for left in item["left"])
    return Question(
        kind=kind,
        kind_words=words,
        asks=asks,
        points=item["points"],
        stem=stem,
        choices=choices,
        pairings=pairings,
        code=code_html(item["code"]) if kind == "code_output" else NOTHING,
        unit=item.get("unit") or "",
        value=fields.get("value"),
    )


def _choices(options: Iterable[Mapping[str, str]], chosen: Iterable[str], place: Place = "label") -> tuple[Choice, ...]:
    return tuple(
        Choice(each["id"], to_inline_html(each["text"], place=place), to_text(each["text"]), each["id"] in chosen)
        for each in options
    )


def _lettered(rights: Iterable[Mapping[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(each["id"], to_inline_html(each["text"]), to_text(each["text"])) for each in rights)


def _pairing(left: Mapping[str, str], choices: tuple[Choice, ...], fields: Fields) -> Pairing:
    given = fields.get(PART + left["id"])
    letters = any("<" in choice.html for choice in choices)
    partners = tuple(
        Choice(
            each.id,
            each.html,
            f"{letter}: {each.words}" if letters else each.words,
            each.id == given,
        )
        for letter, each in zip(string.ascii_uppercase, choices, strict=False)
    )
    return Pairing(_choices([left], ())[0], partners)


def _blanks(item: Mapping[str, Any], fields: Fields, at_fault: str) -> dict[str, Markup]:
    blanks = {}
    for place, (name, blank) in enumerate(item["blanks"].items(), start=1):
        given = fields.get(PART + name)
        blanks[name] = render(
            "blank.html.jinja",
            name=PART + name,
            place=place,
            of=len(item["blanks"]),
            kind=blank["kind"],
            unit=blank.get("unit") or "",
            options=_choices(blank.get("options", ()), [given]),
            value=given,
            at_fault=name == at_fault,
        )
    return blanks
