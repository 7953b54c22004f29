"""A file of GIFT as blocks: what stands between blank lines, with its comments and the line where it starts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.exchange.gift_signs import kept
from quizzes.exchange.refusals import ImportRefused

MAX_BYTES = 10_000_000
MARKS = re.compile(r"\[(id|tag):((?:\\\]|[^\]]){1,300})\]")
CATEGORY = re.compile(r"\$CATEGORY:(.*)")


@dataclass
class Block:
    """One question, or a change of category; ``text`` has its escaped signs kept apart."""

    line: int
    text: str
    comments: list[str] = field(default_factory=list)

    @property
    def idnumber(self) -> str:
        """What Moodle writes behind `id:` into a comment."""
        return next(iter(self._marked("id")), "")

    @property
    def tags(self) -> list[str]:
        """What Moodle writes behind `tag:` into a comment."""
        return self._marked("tag")

    def _marked(self, name: str) -> list[str]:
        marks = (mark for comment in self.comments for mark in MARKS.findall(comment))
        return [text.replace("\\]", "]").strip() for found, text in marks if found == name]

    def line_of(self, place: int) -> int:
        """The line in the file of a place in the text."""
        return self.line + self.text.count("\n", 0, place)


def blocks(data: bytes, name: str) -> Iterator[Block]:
    """Every block of a file. Raises ImportRefused for what is no text, or too much of it."""
    if len(data) > MAX_BYTES:
        raise ImportRefused(name, f"has {len(data):,} bytes", f"at most {MAX_BYTES:,}: split the bank")
    block: Block | None = None
    lines = _text(data, name).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if not line.strip():
            if block and block.text.strip():
                yield from _without_category(block)
            block = None
            continue
        block = block or Block(number, "")
        if line.strip().startswith("//"):
            block.comments.append(line.strip())
            line = ""  # noqa: PLW2901  a comment leaves its line, so that lines can be counted
        block.text += f"{kept(line.strip())}\n"


def _without_category(block: Block) -> Iterator[Block]:
    """The block; where a question follows its category without a blank line, both."""
    text = block.text.lstrip()
    if not CATEGORY.match(text):
        yield block
        return
    first, _break, rest = text.partition("\n")
    yield Block(block.line, first)
    if rest.strip():
        yield Block(block.line + block.text.count("\n") - rest.count("\n"), rest, block.comments)


def _text(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportRefused(name, f"is no UTF-8 text, which shows in line {line}", "save it as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ImportRefused(name, f"is no text: line {line} holds a byte that is 0", "export it again")
    return text
