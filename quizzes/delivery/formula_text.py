"""A formula in one line of plain text, for the entries of a list that opens, which hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

RAISED = str.maketrans("0123456789+\u2212-()inxTt\u22a4", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁱⁿˣᵀᵗᵀ")
LOWERED = str.maketrans("0123456789+\u2212-()aeijknxt", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎ₐₑᵢⱼₖₙₓₜ")
SPACED = frozenset("=≠<>≤≥≈≡∼≃∝∈→↦⇒⇔+\u2212±·×÷∗⊙∘")  # noqa: RUF001  the signs themselves
#: What needs no brackets below a bar or a root: a number, one letter with its scripts, a function with its brackets.
SINGLE = re.compile(r"[\d.]+|∞|[^\W\d_][\u2032\u2070-\u209f¹²³ᵀᵗˣ]*|\w+\([^()]*\)")
#: A hat, a bar.
ACCENTS = {"^": "\u0302", "¯": "\u0304"}


def formula_text(element: Element) -> str:
    """The formula as one would type it: `1/(1 + e⁻ˣ)`, `[0, ∞)`, `√2`."""
    return " ".join(_text(element).split())


def _text(element: Element) -> str:
    parts = [_text(child) for child in element]
    write = WRITERS.get(element.tag)
    if write is not None:
        return write(parts)
    if element.tag == "mo":
        return _operator(element)
    return " " if element.tag == "mspace" else (element.text or "") + "".join(parts)


def _operator(element: Element) -> str:
    sign = element.text or ""
    if element.get("form") == "prefix":
        return sign
    if sign in SPACED:
        return f" {sign} "
    return f"{sign} " if sign in {",", ";"} and "lspace" not in element.attrib else sign


def _raised(text: str) -> str:
    return _script(text, "^", RAISED)


def _lowered(text: str) -> str:
    return _script(text, "_", LOWERED)


def _script(text: str, sign: str, small: dict[int, int]) -> str:
    text = text.strip()
    if text in ACCENTS:
        return ACCENTS[text]
    close = text.replace(" ", "")
    if all(ord(char) in small for char in close):
        return close.translate(small)
    return sign + _bracketed(text)


def _bracketed(text: str) -> str:
    text = text.strip()
    return text if SINGLE.fullmatch(text) else f"({text})"


#: How the parts of each element are written.
WRITERS: dict[str, Callable[[list[str]], str]] = {
    "mfrac": lambda parts: f"{_bracketed(parts[0])}/{_bracketed(parts[1])}",
    "msqrt": lambda parts: f"√{_bracketed(''.join(parts))}",
    "mroot": lambda parts: f"{_raised(parts[1])}√{_bracketed(parts[0])}",
    "msup": lambda parts: parts[0] + _raised(parts[1]),
    "mover": lambda parts: parts[0] + _raised(parts[1]),
    "msub": lambda parts: parts[0] + _lowered(parts[1]),
    "munder": lambda parts: parts[0] + _lowered(parts[1]),
    "msubsup": lambda parts: parts[0] + _lowered(parts[1]) + _raised(parts[2]),
    "munderover": lambda parts: parts[0] + _lowered(parts[1]) + _raised(parts[2]),
    "mtable": "; ".join,
    "mtr": " ".join,
}
