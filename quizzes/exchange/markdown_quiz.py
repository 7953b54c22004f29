"""A quiz as Markdown that a person reads: every question, and nothing of its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzes.bank import Bank
from quizzes.exchange.markdown_text import counted, entry, listed, with_places
from quizzes.exchange.printable_sheet import Asked, Choice
from quizzes.exchange.xhtml import code_block
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, SingleChoice, TrueFalse
from quizzes.items.cloze import Cloze
from quizzes.items.numeric import Numeric
from quizzes.items.text import CodeOutput, ShortText


def quiz(bank: Bank, questions: list[list[Asked]]) -> str:
    """The whole file; several entries under one number are variants, of which a student gets one."""
    parts = [f"# {bank.title}", *([bank.description] if bank.description else [])]
    parts.append(f"{counted(len(questions), 'question')}, {counted(bank.points, 'point')}.")
    for variants in questions:
        parts += _question(variants)
    return "\n\n".join(parts) + "\n"


def _question(variants: list[Asked]) -> list[str]:
    worth = f"({counted(variants[0].item.points, 'point')})"
    if len(variants) == 1:
        return [f"## {variants[0].number} {worth}", *_body(variants[0])]
    number = variants[0].number.partition(".")[0]
    parts = [f"## {number} {worth}", f"One of {len(variants)} variants."]
    for asked in variants:
        parts += [f"### {asked.number}", *_body(asked)]
    return parts


def _body(asked: Asked) -> list[str]:
    stem = with_places(asked.item.stem, {blank.name: blank.number for blank in asked.blanks})
    return [stem.strip(), *ASKED[type(asked.item)](asked, asked.item)]


def _choices(choices: tuple[Choice, ...], sign: str = "- [ ]") -> str:
    return listed([entry(choice.text, "-", f"{sign[2:]} **{choice.letter}**".strip()) for choice in choices])


def _matching(asked: Asked, _item: Matching) -> list[str]:
    lefts = listed([entry(left.text, f"{left.letter}.") for left in asked.lefts])
    return ["Give each its partner:", lefts, _choices(asked.choices, "-")]


def _cloze(asked: Asked, _item: Cloze) -> list[str]:
    parts = []
    for blank in asked.blanks:
        if blank.choices:
            parts += [f"Choose for ({blank.number}):", _choices(blank.choices)]
        elif blank.unit:
            parts.append(f"({blank.number}) in {blank.unit}")
    return parts


def _number(_asked: Asked, item: Numeric) -> list[str]:
    return [f"Give a number{f', in {item.unit}' if item.unit else ''}."]


ASKED: dict[type[Item], Callable[[Asked, Any], list[str]]] = {
    SingleChoice: lambda asked, _item: ["Choose one.", _choices(asked.choices)],
    MultipleResponse: lambda asked, _item: ["Choose all that apply.", _choices(asked.choices)],
    TrueFalse: lambda _asked, _item: ["True or false?"],
    Numeric: _number,
    ShortText: lambda _asked, _item: ["Give a word, or a few."],
    CodeOutput: lambda _asked, item: [code_block(item.code)],
    Matching: _matching,
    Ordering: lambda asked, _item: ["Put these in order.", _choices(asked.choices, "-")],
    Cloze: _cloze,
}
