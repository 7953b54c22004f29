"""Typed responses in QTI 1.2."""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element

from quizzes.exchange.qti12_terms import (
    RESPONSE,
    Question,
    equal,
    text_response,
)
from quizzes.exchange.xhtml import code_block, to_inline_xhtml, to_xhtml
from quizzes.exchange.xml_build import cleaned, node
from quizzes.items.numeric import NumberWanted, Numeric
from quizzes.items.text import CodeOutput, ShortText, printed

MAX_DIGITS = 8


def numeric(item: Numeric) -> Question:
    """A number within its ends, which are written so that a float on them is accepted."""
    stem = to_xhtml(item.stem) + (f"\n<p>({to_inline_xhtml(item.unit)})</p>" if item.unit else "")
    losses = ["`unit`, `stem`: the unit stands in the text"] if item.unit else []
    return Question(
        "numerical_question", stem, [text_response(number=True)], _near(item), losses=[*losses, *_numbers(item)]
    )


def _near(item: Numeric) -> list[Element]:
    low, high = ends(item)
    within = [node("vargte", low, respident=RESPONSE), node("varlte", high, respident=RESPONSE)]
    if item.tolerance.interval is not None:
        return within
    return [node("or", equal(shown(item)), node("and", *within))]


def ends(item: NumberWanted) -> tuple[str, str]:
    """The lowest and the highest number that is accepted, computed as decimals: 0.25 and 0.01 make 0.26."""
    tolerance = item.tolerance
    if tolerance.interval is not None:
        low, high = (Decimal(repr(float(end))) for end in tolerance.interval)
    else:
        key = Decimal(repr(float(item.key)))
        relative = Decimal(repr(float(tolerance.relative or 0)))
        width = abs(key) * relative if tolerance.relative is not None else Decimal(repr(float(tolerance.absolute or 0)))
        low, high = key - width, key + width
    return plain_number(low), plain_number(high)


def plain_number(number: Decimal) -> str:
    """The number as people write it, without an exponent where that is not long."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return (text if text not in {"-0", ""} else "0") if len(text) <= 40 else repr(float(number))


def shown(item: NumberWanted) -> str:
    """The key."""
    return plain_number(Decimal(repr(float(item.key))))


def _numbers(item: Numeric) -> list[str]:
    losses = []
    if item.wrong:
        losses.append("`wrong`: a field has feedback for what is right alone")
    if item.tolerance.relative is not None:
        losses.append("`tolerance`: relative; it leaves as the ends that it amounts to")
    if item.tolerance.interval is not None:
        losses.append("`key`: of a range its ends are held alone, so that the key comes back as its middle")
    return losses


def forms(item: NumberWanted) -> list[str]:
    """How the number may be written where a system compares texts: roundings of the key that are near enough."""
    key = float(item.key)
    rounded = [f"{key:.{digits}f}" for digits in range(MAX_DIGITS + 1)]
    near = [text for text in rounded if item.tolerance.accepts(key, float(text))]
    return list(dict.fromkeys([shown(item), *(plain_number(Decimal(text)) for text in near), *near]))


def short_text(item: ShortText) -> Question:
    """Each text that is accepted. Canvas takes every text in a condition for one of them."""
    case = "case" not in item.ignore
    right = [equal(text, case=case) for text in (item.key, *item.accept)]
    losses = _wrong_texts(item)
    return Question("short_answer_question", to_xhtml(item.stem), [text_response()], right, losses=losses)


def code_output(item: CodeOutput) -> Question:
    """The program below the stem, and a field for what it prints: as it stands, or without spaces that do not count."""
    stem = f"{to_xhtml(item.stem)}\n{to_xhtml(code_block(cleaned(item.code)))}"
    rows = item.key.strip("\n").count("\n") + 1
    losses = [*_wrong_texts(item), *(["`key`: it has several lines, and the field may hold one"] if rows > 1 else [])]
    return Question("short_answer_question", stem, [text_response(rows=rows)], prints(item.key), losses=losses)


def _wrong_texts(item: ShortText | CodeOutput) -> list[str]:
    return ["`wrong`: a field has feedback for what is right alone"] if item.wrong else []


def prints(text: str, name: str = RESPONSE) -> list[Element]:
    """Tests of which one is true for this output: as it stands, or without the spaces that do not count."""
    return [equal(form, name, case=True) for form in dict.fromkeys([text, "\n".join(printed(text))])]
