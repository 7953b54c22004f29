"""The formats that banks go to and come from: the one list that every command and page asks.

An exporter and an importer is the name of a module in this package, imported when it is used. An exporter's module has
``export_bank``, an importer's has ``recognises`` and ``import_bank``, with the signatures below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from quizzes.errors import UsageError, quoted
from quizzes.exchange.refusals import ImportRefused

if TYPE_CHECKING:
    from quizzes.bank import Bank
    from quizzes.exchange.losses import Exported, Imported

#: How many variants of a parameterised item leave, where nobody says.
DEFAULT_VARIANTS = 10


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format; ``suffix`` is that of its files, with the dot. ``variants`` leave where nobody says how many."""

    title: str
    suffix: str
    exporter: str = ""
    importer: str = ""
    variants: int = DEFAULT_VARIANTS


class Exporter(Protocol):
    """A module that writes a format."""

    def export_bank(self, bank: Bank, *, variants: int, seed: str | int) -> Exported:
        """The bank in this format. A parameterised item leaves as at most ``variants`` variants, drawn by the seed."""


class Importer(Protocol):
    """A module that reads a format."""

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the file is of this format, sound or not. Raises ImportRefused for an archive that can do harm."""

    def import_bank(self, data: bytes, name: str) -> Imported:
        """The bank in a file of that name. Raises ImportRefused where there is none that can be read safely."""


#: By the name that a command takes. A file is taken for the first format that recognises it, so that those that look
#: closely stand before those that take any text.
FORMATS: Mapping[str, Format] = {
    "qti12": Format(title="QTI 1.2", suffix=".zip", importer="qti12_import"),
    "qti2": Format(title="QTI 2 or 3", suffix=".zip", importer="qti21_import"),
    "qti12-canvas": Format(title="QTI 1.2 zip for Canvas", suffix=".zip", exporter="qti12_canvas_export"),
    "qti12-blackboard": Format(title="Blackboard pool, in QTI 1.2", suffix=".zip", exporter="qti12_blackboard_export"),
    "qti21": Format(title="QTI 2.1 package", suffix=".zip", exporter="qti21_export"),
    "qti30": Format(title="QTI 3.0 package", suffix=".zip", exporter="qti30_export"),
    "common-cartridge": Format(title="Common Cartridge 1.1", suffix=".imscc", exporter="cartridge_export"),
    "moodle": Format(title="Moodle XML", suffix=".xml", exporter="moodle_export", importer="moodle_import"),
    "gift": Format(title="GIFT", suffix=".gift", exporter="gift_export", importer="gift_import"),
    "markdown": Format(title="Markdown", suffix=".md", exporter="markdown_export", variants=3),
    "printable": Format(title="pages to print", suffix=".html", exporter="printable_export", variants=3),
}


def exporter(name: str) -> Exporter:
    """What writes that format. Raises UsageError where nothing does."""
    known = [each for each, one in FORMATS.items() if one.exporter]
    if name not in known:
        raise UsageError(f"nothing can be exported to {quoted(name)}; there are: {', '.join(known)}")
    return cast("Exporter", import_module(f"quizzes.exchange.{FORMATS[name].exporter}"))


def import_bank(data: bytes, name: str) -> tuple[str, Imported]:
    """The name of the file's format, and the bank in it. Raises ImportRefused where no format recognises it."""
    known = {each: one for each, one in FORMATS.items() if one.importer}
    modules: dict[str, str] = {}
    for each, one in known.items():
        modules.setdefault(one.importer, each)
    for module, each in modules.items():
        importer = cast("Importer", import_module(f"quizzes.exchange.{module}"))
        if importer.recognises(data, name):
            return each, importer.import_bank(data, name)
    titles = ", ".join(one.title for one in known.values())
    raise ImportRefused(name, "is of no format that can be imported", f"there are: {titles}")
