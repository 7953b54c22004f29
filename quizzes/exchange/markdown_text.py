"""Pieces of a Markdown file: entries of lists, cells of tables, code, and places to write in."""

from __future__ import annotations

import re

from quizzes.exchange.xhtml import to_xhtml
from quizzes.items.cloze import BLANK
from quizzes.markdown import SPAN


def entry(text: str, sign: str = "-", lead: str = "") -> str:
    """An entry of a list, with the text's further lines below its first; ``lead`` stands before the text."""
    is_block = bool(lead) and not to_xhtml(text).startswith("<p>")
    whole = f"{lead}\n\n{text}" if is_block else f"{lead} {text}" if lead else text
    indent = " " * (len(sign) + 1)
    return f"{sign} " + "\n".join(f"{indent}{line}" if line else "" for line in whole.strip().split("\n")).lstrip()


def listed(entries: list[str]) -> str:
    """The entries as a list: close together where each is one line."""
    return ("\n\n" if any("\n" in each for each in entries) else "\n").join(entries)


def cell(text: str) -> str:
    """A text on one line, for a table."""
    return " ".join(text.split()).replace("|", r"\|")


def code(text: str) -> str:
    """A text as code inside a line."""
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    gap = " " if "`" in text[:1] + text[-1:] else ""
    return f"{ticks}{gap}{text}{gap}{ticks}"


def with_places(stem: str, numbers: dict[str, int]) -> str:
    """The stem with a line to write on, and a number, in place of each blank."""

    def boxed(span: re.Match[str]) -> str:
        if span["inline"] is None and span["display"] is None:
            return span[0]
        return BLANK.sub(lambda blank: rf"\boxed{{{numbers[blank[1]]}}}", span[0])

    return BLANK.sub(lambda blank: rf"**({numbers[blank[1]]})** \_\_\_\_\_\_\_\_", SPAN.sub(boxed, stem))


def counted(number: float, one: str) -> str:
    """``1 point``, ``2.5 points``."""
    return f"{round(number, 2):g} {one if number == 1 else f'{one}s'}"
