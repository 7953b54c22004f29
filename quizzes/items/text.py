"""Items whose response is typed text: short text, and what a program prints."""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from quizzes.errors import quoted
from quizzes.items.base import Code, Item, Line, Markdown, Mistake, Part, repeated
from quizzes.items.pattern import problem_in_pattern

Ignored = Literal["case", "spaces", "punctuation", "accents"]


class WrongText(Part):
    """A text that a typical mistake leads to, and what to say about it."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text", "reason")

    text: Line = Field(description="What is answered by mistake.")
    reason: Markdown = Field(description="Shown to whoever answers it.")


class TextWanted(Part):
    """A short text that is compared with several, or with a pattern: a short-text item, or a blank of a cloze."""

    TEXTS: ClassVar[tuple[str, ...]] = ("key", "accept")
    PLAIN: ClassVar[tuple[str, ...]] = ("pattern", "ignore")

    key: Line = Field(description="The right text, as it is shown afterwards.")
    accept: list[Line] = Field(default=[], max_length=20, description="Other texts that are as right.")
    pattern: str | None = Field(
        default=None, max_length=200, description="A regular expression that a right text matches from end to end."
    )
    ignore: list[Ignored] = Field(default=["case"], description="What does not count; runs of spaces never do.")
    wrong: list[WrongText] = Field(default=[], max_length=10, description="Texts that typical mistakes lead to.")

    def mistakes(self) -> Iterator[Mistake]:
        """Texts that say the same; a pattern that misses the key or takes a mistake."""
        yield from super().mistakes()
        right = [self.normal(text) for text in (self.key, *self.accept)]
        if not right[0]:
            yield ("key",), "has nothing left of it by `ignore`", "a text that remains"
        for index, text in enumerate(right[1:]):
            if text in right[: index + 1] or not text:
                yield (
                    ("accept", index),
                    f"{quoted(self.accept[index])} counts as another, or as nothing",
                    "leave it out",
                )
        if self.pattern is not None:
            if problem := problem_in_pattern(self.pattern):
                yield (("pattern",), *problem)
                return
            for at, text in ((("key",), self.key), *((("accept", i), t) for i, t in enumerate(self.accept))):
                if "{{" not in text and not self._matches(text):
                    yield at, f"{quoted(text)} does not match the pattern", "a pattern that all right texts match"
        yield from self._wrong_mistakes()

    def _wrong_mistakes(self) -> Iterator[Mistake]:
        for index in repeated([self.normal(wrong.text) for wrong in self.wrong]):
            yield ("wrong", index, "text"), f"{quoted(self.wrong[index].text)} is there twice", "texts that differ"
        for index, wrong in enumerate(self.wrong):
            if self.accepts(wrong.text):
                yield ("wrong", index, "text"), f"{quoted(wrong.text)} is accepted as right", "a text that is wrong"

    def normal(self, text: str) -> str:
        """The text without what does not count."""
        text = unicodedata.normalize("NFKC", text)
        if "accents" in self.ignore:
            text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
        if "punctuation" in self.ignore:
            text = "".join(" " if unicodedata.category(char)[0] == "P" else char for char in text)
        if "case" in self.ignore:
            text = text.casefold()
        return ("" if "spaces" in self.ignore else " ").join(text.split())

    def _matches(self, text: str) -> bool:
        flags = re.IGNORECASE if "case" in self.ignore else re.NOFLAG
        return bool(self.pattern and re.fullmatch(self.pattern, self.normal(text), flags))

    def accepts(self, text: str) -> bool:
        """Whether a text is right: one of those listed, or the pattern's."""
        normal = self.normal(text)
        return bool(normal) and (normal in map(self.normal, (self.key, *self.accept)) or self._matches(text))


class ShortText(TextWanted, Item):
    """A word or a few are to be typed."""

    TEXTS: ClassVar[tuple[str, ...]] = (*Item.TEXTS, *TextWanted.TEXTS)
    PLAIN: ClassVar[tuple[str, ...]] = (*Item.PLAIN, *TextWanted.PLAIN)

    kind: Literal["short_text"]


class WrongOutput(Part):
    """An output that a typical mistake leads to, and what to say about it."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text", "reason")

    text: Code = Field(description="What is answered by mistake.")
    reason: Markdown = Field(description="Shown to whoever answers it.")


class CodeOutput(Item):
    """What a Python program prints is to be typed; the key is proven by running it."""

    TEXTS: ClassVar[tuple[str, ...]] = (*Item.TEXTS, "code", "key")

    kind: Literal["code_output"]
    code: Code = Field(description="The program, whole: it is run as it stands.")
    key: Code = Field(description="What it prints, line by line.")
    wrong: list[WrongOutput] = Field(default=[], max_length=6, description="Outputs that typical mistakes lead to.")

    def mistakes(self) -> Iterator[Mistake]:
        """Code that Python cannot read; a key that is empty; a mistake that is the key."""
        yield from super().mistakes()
        if "{{" not in self.code and (problem := syntax_problem(self.code)):
            yield ("code",), f"is not Python: {problem}", "a program that runs"
        if not printed(self.key):
            yield ("key",), "is empty", "what the code prints"
        for index in repeated(["\n".join(printed(wrong.text)) for wrong in self.wrong]):
            yield ("wrong", index, "text"), f"{quoted(self.wrong[index].text)} is there twice", "outputs that differ"
        for index, wrong in enumerate(self.wrong):
            if printed(wrong.text) == printed(self.key):
                yield ("wrong", index, "text"), "is the key", "an output that is wrong"


def printed(text: str) -> list[str]:
    """The lines of an output as they are compared: spaces at ends, around brackets and after commas do not count."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    return [re.sub(r"\s*([][(){},:=])\s*", r"\1", line) for line in lines if line]


def syntax_problem(code: str) -> str:
    """Why Python cannot read the code, or nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return str(error) or type(error).__name__
    return ""
