r"""Moodle's embedded answers: ``{2:NUMERICAL:=0.25:0.01~%0%0.5:0.01#Half of it.}`` inside a text.

Moodle decodes the entities of an answer once, and then takes ``\}`` and ``\#`` for the bare signs, so that every sign
that could mean something leaves as an entity, and a backslash before one of the two is doubled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from quizzes.exchange.moodle_answers import number_answers, text_answers
from quizzes.exchange.moodle_question import Answer, number_text
from quizzes.exchange.moodle_text import FORMULA, html, inline_html
from quizzes.items.choice import Option
from quizzes.items.cloze import ChoiceBlank, Cloze, NumericBlank, TextBlank

START = re.compile(
    r"\{([0-9]{0,6}):(NUMERICAL|NM|SHORTANSWER_C|SAC|MWC|SHORTANSWER|SA|MW"
    r"|MULTICHOICE_HS|MCHS|MULTICHOICE_VS|MCVS|MULTICHOICE_H|MCH|MULTICHOICE_V|MCV|MULTICHOICE_S|MCS|MULTICHOICE|MC"
    r"|MULTIRESPONSE_HS|MRHS|MULTIRESPONSE_H|MRH|MULTIRESPONSE_S|MRS|MULTIRESPONSE|MR):"
)
FRACTION = re.compile(r"=|%(-?[0-9]{1,3}(?:[.,][0-9]*)?)%")
NUMBER = re.compile(r"(-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?)(?::(.*))?", re.DOTALL)
#: A sign that starts feedback, and is no part of an entity.
HASH = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")
SIGNS = re.compile(r"[&<>\"'#~{}\\/=%\n\r]")
#: What an author writes for a sign that would end the answer.
ESCAPED = re.compile(r"\\([~\"/])")


@dataclass
class Blank:
    """One embedded question: ``kind`` is Moodle's type in full, such as `MULTICHOICE_V`."""

    kind: str
    weight: int
    answers: list[Answer] = field(default_factory=list)


SHORT = {
    "NM": "NUMERICAL",
    "SA": "SHORTANSWER",
    "MW": "SHORTANSWER",
    "SAC": "SHORTANSWER_C",
    "MWC": "SHORTANSWER_C",
    **{f"MC{how}": f"MULTICHOICE_{how}".rstrip("_") for how in ("", "V", "H", "S", "VS", "HS")},
    **{f"MR{how}": f"MULTIRESPONSE_{how}".rstrip("_") for how in ("", "H", "S", "HS")},
}


def write_cloze(item: Cloze) -> str:
    """The stem as HTML, with an embedded question for each blank; for one in a formula, behind the formula."""
    codes: dict[str, str] = {}
    text = item.stem
    word = next(each for each in (f"blank{number}x" for number in range(len(text) + 1)) if each not in text)
    for index, name in enumerate(item.order):
        blank = item.blanks[name]
        unit = f" {blank.unit}" if isinstance(blank, NumericBlank) and blank.unit else ""
        text = text.replace(f"[[{name}]]", f"{word}{index}x{unit}", 1)
        codes[f"{word}{index}x"] = embedded(_kind(blank), blank.weight, _answers(blank))
    place = re.compile(f"{word}[0-9]+x")
    whole = FORMULA.sub(lambda found: _behind(found[0], place), html(text))
    return place.sub(lambda found: codes[found[0]], whole)


def _behind(formula: str, place: re.Pattern[str]) -> str:
    """The formula with boxes for its blanks, which stand behind it."""
    return " ".join([place.sub(r"\\Box ", formula), *place.findall(formula)])


def _kind(blank: ChoiceBlank | NumericBlank | TextBlank) -> str:
    if isinstance(blank, NumericBlank):
        return "NUMERICAL"
    if isinstance(blank, ChoiceBlank):
        # A menu typesets nothing.
        shown = [inline_html(option.text) for option in blank.options]
        return "MULTICHOICE_VS" if any("\\(" in text or "<" in text for text in shown) else "MULTICHOICE_S"
    return "SHORTANSWER" if "case" in blank.ignore else "SHORTANSWER_C"


def _answers(blank: ChoiceBlank | NumericBlank | TextBlank) -> list[Answer]:
    if isinstance(blank, NumericBlank):
        return number_answers(blank)
    if isinstance(blank, ChoiceBlank):
        return [Answer(inline_html(each.text), float(each.key), _feedback(each)) for each in blank.options]
    return text_answers(blank)


def _feedback(option: Option) -> str:
    return html(option.reason) if option.reason else ""


def embedded(kind: str, weight: int, answers: list[Answer]) -> str:
    """One embedded question; ``kind`` is Moodle's type."""
    written = "~".join(_alternative(answer, with_tolerance=kind == "NUMERICAL") for answer in answers)
    return f"{{{weight}:{kind}:{written}}}"


def _alternative(answer: Answer, *, with_tolerance: bool) -> str:
    tolerance = f":{number_text(answer.tolerance)}" if with_tolerance else ""
    feedback = f"#{_encoded(answer.feedback)}" if answer.feedback else ""
    return f"{'=' if answer.fraction == 1 else ''}{_encoded(answer.text)}{tolerance}{feedback}"


def _encoded(text: str) -> str:
    doubled = text.replace("\\}", "\\\\}").replace("\\#", "\\\\#")
    return SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", doubled)


def _decoded(text: str) -> str:
    return unescape(ESCAPED.sub(r"\1", text)).replace("\\}", "}").replace("\\#", "#").strip()


def read_cloze(text: str) -> tuple[list[str], list[Blank]]:
    """The embedded questions of a text, and what of it stands before, between and behind them."""
    around, blanks, end = [], [], 0
    while start := START.search(text, end):
        found = _alternatives(text, start.end())
        if found is None:
            break
        alternatives, after = found
        kind = SHORT.get(start[2], start[2])
        blanks.append(Blank(kind, int(start[1] or 1), [_read(each, kind) for each in alternatives]))
        around.append(text[end : start.start()])
        end = after
    return [*around, text[end:]], blanks


def _alternatives(text: str, at: int) -> tuple[list[str], int] | None:
    """The answers up to the brace that closes them, and the place behind it; None where there is none."""
    found, begin = [], at
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] in "~}":
            found.append(text[begin:at])
            begin = at + 1
            if text[at] == "}":
                return found, begin
        at += 1
    return None


def _read(alternative: str, kind: str) -> Answer:
    fraction = 0.0
    if share := FRACTION.match(alternative.lstrip()):
        fraction = float(share[1].replace(",", ".")) / 100 if share[1] else 1.0
        alternative = alternative.lstrip()[share.end() :]
    text, *feedback = HASH.split(alternative, maxsplit=1)
    answer = Answer(_decoded(text), fraction, _decoded(feedback[0]) if feedback else "")
    number = NUMBER.fullmatch(answer.text)
    if kind == "NUMERICAL" and number:
        answer.text = number[1].replace(",", ".")
        width = NUMBER.fullmatch((number[2] or "0").strip())
        answer.tolerance = float(width[1].replace(",", ".")) if width else 0.0
    return answer
