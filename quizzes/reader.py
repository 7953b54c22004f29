"""Reads banks from YAML, and reports every mistake in one with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from quizzes.bank import Bank, Header
from quizzes.complaints import complaints, type_words
from quizzes.errors import BankError, Problem, UnknownBank, dotted, quoted
from quizzes.items.base import Item
from quizzes.items.item import KINDS
from quizzes.proof_names import proof_mistakes
from quizzes.shelf import BUNDLED, bank_names
from quizzes.variants import variant_mistakes
from quizzes.yaml_lines import Document, read_yaml
from quizzes.yaml_lines import Path as Place

MAX_ITEMS = 1000


def bundled_bank(name: str) -> Bank:
    """A bank that comes with the package. Raises UnknownBank for a name that there is not.

    Its variants are not all looked at again: the project's tests have done so.
    """
    if name not in bank_names():
        raise UnknownBank(f"there is no bank {quoted(name)}; there are: {', '.join(bank_names())}")
    return read_bank(BUNDLED / f"{name}.yaml", every_variant=False)


def read_bank(path: Path, *, every_variant: bool = True) -> Bank:
    """The bank in a file. Raises BankError with all that is wrong, UnknownBank where the file cannot be read.

    ``every_variant=False`` skips the look at each variant of parameterised items, for a bank that has passed before.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise UnknownBank(f"{path} cannot be read: {error.strerror}; name a bank's file") from None
    try:
        return parse_bank(text.decode("utf-8-sig"), file=str(path), name=path.stem, every_variant=every_variant)
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise BankError(
            [Problem(str(path), line, "", "", "this is not UTF-8 text", "save the file as UTF-8")]
        ) from None


def parse_bank(text: str, *, file: str = "bank", name: str | None = None, every_variant: bool = True) -> Bank:
    """The bank in a text; ``file`` stands in its errors, ``name`` is the name that the bank must have.

    Raises BankError with every mistake found.
    """
    document = read_yaml(text)
    reading = _Reading(document, file)
    bank = reading.bank(name, every_variant=every_variant)
    if reading.problems or bank is None:
        raise BankError(reading.problems)
    return bank


def read_source(path: Path) -> tuple[Bank, Source]:
    """The bank in a file, and the source that tells the lines of problems found later."""
    bank = read_bank(path)
    return bank, Source(read_yaml(path.read_text(encoding="utf-8-sig")), str(path))


class Source:
    """A file and its document: turns a place in the data into a problem with its line."""

    def __init__(self, document: Document, file: str) -> None:
        self.document = document
        self.file = file

    def problem(self, path: Place, what: str, allowed: str, *, line: int = 0) -> Problem:
        """One mistake, under the item that its path lies in."""
        item, field = "", path
        if len(path) >= 2 and path[0] == "items" and isinstance(path[1], int):
            item, field = self.item_name(path[1]), path[2:]
        return Problem(self.file, line or self.document.line_of(path), item, dotted(field), what, allowed)

    def item_name(self, index: int) -> str:
        """The item's id, or its number where it has none."""
        items = self.document.data.get("items") if isinstance(self.document.data, dict) else None
        entry = items[index] if isinstance(items, list) and index < len(items) else None
        name = entry.get("id") if isinstance(entry, dict) else None
        return name if isinstance(name, str) and name.strip() else f"#{index + 1}"


class _Reading(Source):
    """One document on its way to a bank."""

    def __init__(self, document: Document, file: str) -> None:
        super().__init__(document, file)
        self.problems: list[Problem] = []
        for mistake in document.mistakes:
            self.report(mistake.path, mistake.what, mistake.allowed, line=mistake.line)

    def report(self, path: Place, what: str, allowed: str, *, line: int = 0) -> None:
        """Keep one mistake."""
        self.problems.append(self.problem(path, what, allowed, line=line))

    def bank(self, name: str | None, *, every_variant: bool) -> Bank | None:
        """The bank, or None where something is wrong with it."""
        data = self.document.data
        if not isinstance(data, dict):
            if not self.problems:
                self.report((), f"the file holds {type_words(data)}", "a mapping: bank, title, objectives, items")
            return None
        header = self.header({key: value for key, value in data.items() if key != "items"})
        if header and name is not None and header.bank != name:
            self.report(("bank",), f"{quoted(header.bank)} is not the file's name", f"`bank: {name}`")
        objectives = set(data["objectives"]) if isinstance(data.get("objectives"), dict) else set()
        items = list(self.items(data.get("items"), objectives))
        if self.problems or header is None:
            return None
        for index, item in items:
            for path, what, allowed in variant_mistakes(item) if every_variant else ():
                self.report(("items", index, *path), what, allowed)
        return Bank(**{key: getattr(header, key) for key in Header.model_fields}, items=[item for _i, item in items])

    def header(self, data: dict[str, Any]) -> Header | None:
        try:
            return Header.model_validate(data)
        except ValidationError as error:
            for path, what, allowed in complaints(error, Header, data):
                self.report(path, what, allowed)
            return None

    def items(self, entries: Any, objectives: set[str]) -> Iterator[tuple[int, Any]]:
        """Each item that can be read, with its number; what is wrong with the others is reported."""
        if not isinstance(entries, list) or not 1 <= len(entries) <= MAX_ITEMS:
            count = f"holds {len(entries)}" if isinstance(entries, list) else f"is {type_words(entries)}"
            what = "is missing" if entries is None else count
            self.report(("items",), what, f"a list of 1 to {MAX_ITEMS} items")
            return
        seen: dict[str, int] = {}
        for index, data in enumerate(entries):
            item = self.item(index, data)
            if isinstance(data, dict) and isinstance(name := data.get("id"), str):
                if name in seen:
                    first = self.document.line_of(("items", seen[name]))
                    self.report(("items", index, "id"), f"is the id of the item in line {first} too", "ids that differ")
                seen.setdefault(name, index)
            self.objectives(index, data, objectives)
            if item is not None:
                for path, what, allowed in proof_mistakes(item):
                    self.report(("items", index, *path), what, allowed)
                yield index, item

    def objectives(self, index: int, data: Any, declared: set[str]) -> None:
        """Report what an item serves and the bank does not declare, whatever else is wrong with the item."""
        named = data.get("objectives") if isinstance(data, dict) else None
        for number, objective in enumerate(named if isinstance(named, list) else []):
            if isinstance(objective, str) and objective not in declared:
                at = ("items", index, "objectives", number)
                self.report(at, f"{quoted(objective)} is not declared", "a name from the bank's `objectives`")

    def item(self, index: int, data: Any) -> Item | None:
        path = ("items", index)
        if not isinstance(data, dict):
            self.report(path, f"an item is a mapping of fields, and this is {type_words(data)}", "`- id: …`")
            return None
        kind = data.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            what = "is missing" if kind is None else f"{quoted(kind)} is not allowed"
            self.report((*path, "kind"), what, f"allowed: {', '.join(KINDS)}")
            return None
        try:
            return KINDS[kind].model_validate(data)
        except ValidationError as error:
            for inner, what, allowed in complaints(error, KINDS[kind], data):
                self.report((*path, *inner), what, allowed)
            return None
