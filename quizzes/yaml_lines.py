"""YAML as data, with the line of every value: the strict part of YAML that a bank is written in.

What is refused: anchors and aliases, tags, merge keys, keys given twice, several documents, and depth beyond need.
Words are text (``no`` and ``on`` too); only ``true`` and ``false`` are booleans, and ``1e-3`` is a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 20

#: libyaml's parser where PyYAML was built with it: the same events, about ten times as fast.
LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
FLOAT = re.compile(r"[-+]?((\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]{1,4})?|[0-9]+[eE][-+]?[0-9]{1,4})")
SPECIAL = {".inf": "inf", "+.inf": "inf", "-.inf": "-inf", ".nan": "nan"}
CONSTANTS: dict[str, bool | None] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "~": None,
    "": None,
}

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Mistake:
    """One thing that this reader refuses, at a place in the document."""

    line: int
    path: Path
    what: str
    allowed: str


@dataclass
class Document:
    """The data of one YAML text, the line of every path in it, and all that was refused."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str) -> Document:
    """Read one YAML document; never raises for what the text holds: see ``Document.mistakes``."""
    if len(text) > MAX_CHARACTERS:
        what = f"the file has {len(text):,} characters"
        return Document(mistakes=[Mistake(1, (), what, f"at most {MAX_CHARACTERS:,} are read: split the bank")])
    builder = _Builder(text)
    try:
        builder.build()
    except _GiveUp:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"this is not YAML: {error.problem or error.context or 'it cannot be read'}"
        builder.refuse(mark.line + 1 if mark else 1, (), what, "see docs/QUIZZES.md for how a bank is written")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position if isinstance(error.position, int) else 0) + 1
        builder.refuse(line, (), f"a character that YAML does not allow: {error.reason}", "remove it")
    return builder.document


class _GiveUp(Exception):
    """What follows cannot be understood; what was refused so far is in the document."""


class _Builder:
    """Builds data from the events of PyYAML's parser, which has neither constructors nor recursion."""

    def __init__(self, text: str) -> None:
        self.document = Document()
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=LOADER))

    def refuse(self, line: int, path: Path, what: str, allowed: str) -> None:
        self.document.mistakes.append(Mistake(line, path, what, allowed))

    def build(self) -> None:
        next(self.events)  # the stream starts
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            self.refuse(1, (), "the file is empty", "a bank starts with `bank: NAME`")
            return
        self.document.data = self.value(next(self.events), ())
        next(self.events)  # the document ends
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            self.refuse(event.start_mark.line + 1, (), "a second document starts here", "a file holds one bank")

    def value(self, event: Any, path: Path) -> Any:
        line = event.start_mark.line + 1
        self.document.lines.setdefault(path, line)
        if len(path) > MAX_DEPTH:
            self.refuse(line, path, "this is nested too deeply", f"at most {MAX_DEPTH} levels")
            raise _GiveUp
        if isinstance(event, yaml.AliasEvent):
            self.refuse(line, path, f"`*{event.anchor}` is an alias", "write the value out")
            return None
        if event.anchor:
            self.refuse(line, path, f"`&{event.anchor}` is an anchor", "write each value where it is needed")
        if event.tag:
            self.refuse(line, path, f"`{event.tag}` is a tag", "plain text, numbers, lists and mappings")
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else plain_scalar(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.value(event, (*path, len(values))))
        return values

    def mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                self.refuse(line, path, "a key is not a word", "keys are plain text")
                raise _GiveUp
            key = event.value
            if key == "<<" and not event.style:
                self.refuse(line, path, "`<<` merges one mapping into another", "write the fields out")
            elif key in values:
                first = self.document.line_of((*path, key))
                self.refuse(line, (*path, key), f"this is given twice, first in line {first}", "give it once")
            inner = (*path, key)
            self.document.lines.setdefault(inner, line)
            value = self.value(next(self.events), inner)
            values.setdefault(key, value)
        return values


def plain_scalar(text: str) -> Any:
    """What an unquoted word means: true, false, null, an integer, a float, or itself."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text):
        return float(text)
    if (special := SPECIAL.get(text.lower())) is not None:
        return float(special)
    return text
