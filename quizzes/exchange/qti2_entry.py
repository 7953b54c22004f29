"""Typed responses in QTI 2 and 3: a number, a short text, what a program prints."""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element

from quizzes.exchange.qti2_terms import (
    RESPONSE,
    Parts,
    blocks,
    constant,
    declared,
    mapped,
    mapping,
    number,
    say,
    some,
    variable,
    when,
)
from quizzes.exchange.xhtml import code_block
from quizzes.exchange.xml_build import cleaned, node
from quizzes.items.numeric import NumberWanted, Numeric
from quizzes.items.text import CodeOutput, ShortText, TextWanted, printed

MIN_WIDTH = 10


def numeric(item: Numeric) -> Parts:
    """A field with the unit behind it."""
    key = float(item.key)
    field = node("textEntryInteraction", responseIdentifier=RESPONSE, expectedLength=str(MIN_WIDTH))
    body = [node("p", field, *unit(item), class_="response")]
    declaration = declared(RESPONSE, "single", "float", [number(key)])
    rules, texts = wrong_numbers(item, RESPONSE)
    return Parts([declaration], body, near(item, RESPONSE), [], rules, texts, number_losses(item))


def unit(item: NumberWanted) -> list[Element | str]:
    """What stands behind the field of a number."""
    if not item.unit:
        return []
    content = blocks(item.unit)
    inner = content[0] if len(content) == 1 and content[0].tag == "p" else content
    inner.tag = "span"
    inner.set("class", "unit")
    return [" ", inner]


def near(item: NumberWanted, name: str) -> Element:
    """Whether a number is near enough to the key."""
    tolerance, key = item.tolerance, float(item.key)
    if tolerance.interval is not None:
        low, high = (float(end) for end in tolerance.interval)
        return _between(name, low, high)
    if tolerance.relative is not None and key > 0:
        percent = number(float(Decimal(repr(float(tolerance.relative))) * 100))
        return _equal(name, key, "relative", percent)
    if tolerance.relative is not None:
        amounts_to = Decimal(repr(float(tolerance.relative))) * Decimal(repr(abs(key)))
        return _equal(name, key, "absolute", number(float(amounts_to)))
    width = float(tolerance.absolute or 0)
    return _equal(name, key, "absolute", number(width)) if width else _equal(name, key, "exact", None)


def _between(name: str, low: float, high: float) -> Element:
    ends = [node("gte", variable(name), constant(low, "float")), node("lte", variable(name), constant(high, "float"))]
    return node("and", *ends)


def _equal(name: str, key: float, mode: str, width: str | None) -> Element:
    widths = f"{width} {width}" if width else None
    return node("equal", variable(name), constant(key, "float"), toleranceMode=mode, tolerance=widths)


def wrong_numbers(item: NumberWanted, name: str) -> tuple[list[Element], dict[str, str]]:
    """The feedback of each typical mistake, for numbers as near to it as a right one may be to the key."""
    key = float(item.key)
    width = abs(item.tolerance.ends(key)[1] - key)
    branches, texts = [], {}
    for index, wrong in enumerate(item.wrong, start=1):
        value = float(wrong.value)
        around = number(float(f"{max(width, abs(value) * 1e-3):.6g}"))
        branches.append((_equal(name, value, "absolute", around), [say(f"{name}_WRONG_{index}")]))
        texts[f"{name}_WRONG_{index}"] = wrong.reason
    # What is right is no mistake, however near it lies.
    return [when((near(item, name), []), *branches)] if branches else [], texts


def number_losses(item: NumberWanted) -> list[str]:
    """A relative tolerance around a negative key leaves as the width that it amounts to."""
    if item.tolerance.relative is not None and float(item.key) < 0:
        return [
            "`tolerance`: relative to a negative key, which systems compute in two ways; it leaves as an absolute one"
        ]
    return []


def short_text(item: ShortText) -> Parts:
    """A field; what is accepted stands in the mapping."""
    field = node("textEntryInteraction", responseIdentifier=RESPONSE, expectedLength=str(text_width(item)))
    table = accepted(item, item.points)
    declaration = declared(RESPONSE, "single", "string", [item.key], table)
    rules, texts = wrong_texts(item, RESPONSE)
    return Parts([declaration], [node("p", field, class_="response")], is_accepted(RESPONSE), [], rules, texts)


def text_width(item: TextWanted) -> int:
    """How many characters the field shows, which says nothing of the key's length where it is short."""
    return max(20, len(item.key) + 5)


def accepted(item: TextWanted, value: float) -> Element:
    """The mapping of a text: each that is right, in the order of the bank."""
    return mapping(dict.fromkeys([item.key, *item.accept], value), case_sensitive="case" not in item.ignore)


def is_accepted(name: str) -> Element:
    """Whether the mapping knows a text."""
    return node("gt", mapped(name), constant(0.0, "float"))


def wrong_texts(item: TextWanted, name: str) -> tuple[list[Element], dict[str, str]]:
    """The feedback of each typical mistake."""
    case = str("case" not in item.ignore).lower()
    branches, texts = [], {}
    for index, wrong in enumerate(item.wrong, start=1):
        same = node("stringMatch", variable(name), constant(wrong.text, "string"), caseSensitive=case)
        branches.append((same, [say(f"{name}_WRONG_{index}")]))
        texts[f"{name}_WRONG_{index}"] = wrong.reason
    return [when(*branches)] if branches else [], texts


def code_output(item: CodeOutput) -> Parts:
    """The program, and a field of one line or of as many as the key has."""
    shown = blocks(code_block(cleaned(item.code)))
    shown.set("class", "code")
    if "\n" in item.key.strip("\n"):
        lines = str(item.key.count("\n") + 2)
        field = node("extendedTextInteraction", responseIdentifier=RESPONSE, expectedLines=lines, format="preformatted")
    else:
        entry = node(
            "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength=str(max(20, len(item.key) + 5))
        )
        field = node("p", entry, class_="response")
    branches, texts = [], {}
    for index, wrong in enumerate(item.wrong, start=1):
        branches.append((_prints(wrong.text), [say(f"{RESPONSE}_WRONG_{index}")]))
        texts[f"{RESPONSE}_WRONG_{index}"] = wrong.reason
    rules = [when(*branches)] if branches else []
    declaration = declared(RESPONSE, "single", "string", [item.key])
    return Parts([declaration], [shown, field], _prints(item.key), [], rules, texts)


def _prints(text: str) -> Element:
    """Whether the response is this output, as it stands or without the spaces that do not count."""
    forms = dict.fromkeys([text, "\n".join(printed(text))])
    return some([node("stringMatch", variable(), constant(form, "string"), caseSensitive="true") for form in forms])
