"""What a student gets: a page with room for a name, and boxes and lines for the responses."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from quizzes.exchange.printable_page import counted, header, page
from quizzes.exchange.printable_sheet import Asked, BlankAsked, Choice, Sheet
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, SingleChoice, TrueFalse
from quizzes.items.cloze import Cloze
from quizzes.items.numeric import Numeric
from quizzes.items.text import CodeOutput, ShortText, printed
from quizzes.texts.markup import code_html, to_html, to_inline_html, to_text

ASKS: dict[type[Item], str] = {
    SingleChoice: "Mark one.",
    MultipleResponse: "Mark all that are right.",
    TrueFalse: "True or false?",
    CodeOutput: "What the program prints:",
    Matching: "Write the letter of its partner before each. Letters may be used more than once, or not at all.",
    Ordering: "Number them in order, the first with 1.",
    Cloze: "Fill in the blanks.",
}
#: In characters: options no longer than these stand side by side.
TINY, SHORT = 8, 30
#: In characters of its texts: a question longer than this may be broken between pages.
LONG = 1800
LINES_AT_ONCE = 4


def paper(sheet: Sheet) -> bytes:
    """The page of one version."""
    total = f"{counted(len(sheet.questions), 'question')}, {counted(sheet.points, 'point')}."
    fields = (
        f'<p class="count">{total} Write on these sheets.</p>\n'
        '<div class="fields"><span class="name">Name <i></i></span><span>Number <i></i></span><span>Date <i></i></span>'
        f'<span class="score">Points <i></i> of {round(sheet.points, 2):g}</span></div>'
    )
    questions = "\n".join(_question(asked) for asked in sheet.questions)
    body = (
        f'{header(sheet.title, sheet.letter, "version", fields)}\n{questions}\n<p class="end small">End of the quiz</p>'
    )
    return page(sheet.title, sheet.letter, "version", body)


def _question(asked: Asked) -> str:
    item = asked.item
    long = " long" if len(item.stem) + sum(len(choice.text) for choice in asked.choices) > LONG else ""
    stem = to_html(item.stem, {blank.name: _blank(blank) for blank in asked.blanks})
    return (
        f'<section class="question{long}"><h2>{asked.number}</h2><div>'
        f'<span class="points">{counted(item.points, "point")}</span>'
        f'<div class="stem">{stem}</div>{_code(item)}{_asks(item)}'
        f"{ROOMS[type(item)](asked, item)}</div></section>"
    )


def _asks(item: Item) -> str:
    return f'<p class="asks">{ASKS[type(item)]}</p>' if type(item) in ASKS else ""


def _code(item: Item) -> str:
    return code_html(item.code) if isinstance(item, CodeOutput) else ""


def _options(choices: Iterable[Choice], mark: str) -> str:
    entries = [(choice.letter, to_inline_html(choice.text), to_text(choice.text)) for choice in choices]
    longest = max(len(words) if "<p>" not in html and "<pre" not in html else LONG for _letter, html, words in entries)
    size = " tiny" if longest <= TINY else " short" if longest <= SHORT else ""
    listed = "".join(
        f'<li>{mark}<span class="letter">{letter}</span><div>{html}</div></li>' for letter, html, _words in entries
    )
    return f'<ol class="options{size}">{listed}</ol>'


def _box(shape: str = "") -> str:
    return f'<span class="box{shape}"></span>'


def _single_choice(asked: Asked, _item: SingleChoice) -> str:
    return _options(asked.choices, _box(" round"))


def _multiple_response(asked: Asked, _item: MultipleResponse) -> str:
    return _options(asked.choices, _box())


def _true_false(_asked: Asked, _item: TrueFalse) -> str:
    return f'<ol class="options tiny"><li>{_box(" round")}True</li><li>{_box(" round")}False</li></ol>'


def _numeric(_asked: Asked, item: Numeric) -> str:
    return f'<div class="line"><span class="asks">Number</span><i></i>{to_inline_html(item.unit or "")}</div>'


def _short_text(_asked: Asked, _item: ShortText) -> str:
    return '<div class="line wide"><span class="asks">Response</span><i></i></div>'


def _code_output(_asked: Asked, item: CodeOutput) -> str:
    # Room for more lines than are printed, so that it does not give their number away.
    lines = LINES_AT_ONCE * math.ceil((len(printed(item.key)) + 1) / LINES_AT_ONCE)
    return f'<div class="ruled">{"<i></i>" * lines}</div>'


def _matching(asked: Asked, _item: Matching) -> str:
    write = _box(" write")
    lefts = "".join(f"<li>{write}<div>{to_inline_html(left.text)}</div></li>" for left in asked.lefts)
    rights = "".join(
        f'<li><span class="letter">{choice.letter}</span><div>{to_inline_html(choice.text)}</div></li>'
        for choice in asked.choices
    )
    return f'<div class="two"><ol class="options">{lefts}</ol><ol class="options">{rights}</ol></div>'


def _ordering(asked: Asked, _item: Ordering) -> str:
    return _options(asked.choices, _box(" write")).replace(" tiny", "").replace(" short", "")


def _cloze(asked: Asked, _item: Cloze) -> str:
    menus = [
        f'<li><span class="small soft">({blank.number})</span>{_options(blank.choices, _box(" round"))}</li>'
        for blank in asked.blanks
        if blank.choices
    ]
    return f'<ol class="menus">{"".join(menus)}</ol>' if menus else ""


def _blank(blank: BlankAsked) -> Markup:
    shape = " number" if blank.kind == "numeric" else ""
    unit = Markup(" ") + to_inline_html(blank.unit) if blank.unit else ""
    return Markup('<span class="blank{}"><small>({})</small></span>{}').format(shape, blank.number, unit)


ROOMS: dict[type[Item], Callable[[Asked, Any], str]] = {
    SingleChoice: _single_choice,
    MultipleResponse: _multiple_response,
    TrueFalse: _true_false,
    Numeric: _numeric,
    ShortText: _short_text,
    CodeOutput: _code_output,
    Matching: _matching,
    Ordering: _ordering,
    Cloze: _cloze,
}
