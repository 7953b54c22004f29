"""Texts of one item on their way in: HTML to Markdown, with everything that is lost of any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizzes.errors import one_line
from quizzes.exchange.html_markdown import plain_markdown, to_markdown
from quizzes.exchange.html_tree import parse_html
from quizzes.markdown import problem_in

NAME = re.compile(r"[a-z][a-z0-9_]*")


class Texts:
    """Reads texts and keeps what they lose."""

    def __init__(self) -> None:
        self.lost: list[str] = []

    def markdown(self, html: str) -> str:
        """The text, in as many blocks as it has."""
        text, lost = to_markdown(html)
        self.lost += [what for what in lost if what not in self.lost]
        return text.strip()

    def plain(self, text: str) -> str:
        """A text without markup as Markdown."""
        return plain_markdown(text).strip()

    def line(self, text: str) -> str:
        """A line of a description: Markdown, as our own exports write it, where it is sound as such."""
        line = one_line(text)
        return line if problem_in(line) is None and "{{" not in line else self.plain(line)

    def words(self, html: str) -> str:
        """The text alone, on one line, where a text is compared and no markup may stand."""
        return one_line(parse_html(html).text)


def sound_first(found: Iterable[str]) -> list[str]:
    """Texts that are right, each once, those first that a bank can hold: a key is a line of Markdown."""
    return sorted(dict.fromkeys(found), key=lambda text: problem_in(text) is not None)


class Blanks:
    """Names of blanks, each made from what the file calls it."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def name(self, given: str) -> str:
        """The name for a blank of the file; the same each time."""
        if given not in self.names:
            base = re.sub(r"[^a-z0-9_]+", "_", given.lower()).strip("_")[:30]
            base = base if NAME.fullmatch(base) else f"blank_{base}".rstrip("_")
            name, number = base, 1
            while name in self.names.values():
                number += 1
                name = f"{base}_{number}"
            self.names[given] = name
        return self.names[given]

    def mark(self, name: str) -> str:
        """A word that stands for a blank while its text is read: no sign in it means anything to HTML or Markdown."""
        return f"zqblank{list(self.names.values()).index(name)}zq"

    def restored(self, text: str) -> str:
        """The text with each blank in place of its word."""
        names = list(self.names.values())
        return re.sub("zqblank([0-9]+)zq", lambda word: f"[[{names[int(word[1])]}]]", text)
