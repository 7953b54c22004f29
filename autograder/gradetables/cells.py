"""What goes into a cell: numbers as platforms read them, and text that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

from autograder.submission.source import shown

#: What makes Excel, LibreOffice or Google Sheets read a cell as a formula; the wide ones do where they are typed.
_STARTS_FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]")
#: Such a start, and then nothing that could call, link or run anything: an address, a login, a number.
_HARMLESS = re.compile(r"[+\-@][\w.@+\- ]*")


def number(value: float, decimals: int, *, comma: bool = False) -> str:
    """A number with at most so many decimals and no zeros at their end: `7.5`, or `7,5`."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return text.replace(".", ",") if comma else text


def read_number(text: str) -> float | None:
    """What a cell with a number says, with a point or a comma, or None where it is no number."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def inert(text: str) -> str:
    """A text for people on one line, with an apostrophe before what would start a formula."""
    line = shown(" ".join(text.split()))
    return f"'{line}" if _STARTS_FORMULA.match(line) else line


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute the text, and that might do something."""
    line = text.strip()
    return bool(_STARTS_FORMULA.match(line)) and not _HARMLESS.fullmatch(line)


def exact(text: str) -> str:
    """An identifier, as it is; only one that is a formula to be feared gets the apostrophe."""
    return inert(text) if is_formula(text) else text
