"""What other formats have no place for, each in a sentence that begins with the fields of the YAML that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.exchange.xhtml import to_xhtml
from quizzes.exchange.xml_build import has_forbidden
from quizzes.items.base import Item, Part
from quizzes.items.text import CodeOutput, TextWanted

#: Fields whose text is no Markdown.
PLAIN_FIELDS = {"code", "key", "accept"}


def everywhere(item: Item) -> Iterator[str]:
    """What no format holds: how a key is proven."""
    fields = [name for name in ("proof", "unproven") if any(_has(part, name) for part in parts_of(item))]
    if fields:
        yield f"{_listed(fields)}: how its key is proven is known here alone"


def hints(item: Item) -> Iterator[str]:
    """For a format that has no place for them."""
    if item.hints:
        yield "`hints`: no place for them"


def texts(item: Item) -> Iterator[str]:
    """For a format that knows accepted texts, with or without regard to case, and nothing more."""
    wanted = [part for part in parts_of(item) if isinstance(part, TextWanted)]
    if any(part.pattern for part in wanted):
        yield "`pattern`: only the texts that are listed are accepted"
    ignored = sorted({name for part in wanted for name in part.ignore} - {"case"})
    if ignored:
        yield f"`ignore`: a difference in {' or '.join(ignored)} counts"


def outputs(item: Item) -> Iterator[str]:
    """For a format that compares outputs as they stand, in XML."""
    if isinstance(item, CodeOutput):
        yield "`key`: spaces that do not count here count there, unless all of them are left out"
        raw = [("code", item.code), ("key", item.key), *(("text", wrong.text) for wrong in item.wrong)]
        damaged = dict.fromkeys(name for name, text in raw if has_forbidden(text) or "\r" in text)
        if damaged:
            yield f"{_listed(list(damaged))}: characters that no XML can hold"


def lists(item: Item) -> Iterator[str]:
    """For a format whose numbered lists start at 1."""
    found = [
        name
        for part in parts_of(item)
        for name in part.TEXTS
        for text in _texts(getattr(part, name))
        if name not in PLAIN_FIELDS and '<ol start="' in to_xhtml(text)
    ]
    if found:
        yield f"{_listed(sorted(set(found)))}: a numbered list starts at 1"


def _texts(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def parts_of(part: Part) -> Iterator[Part]:
    """The model and every model inside it."""
    yield part
    for _path, inner in part.parts():
        yield from parts_of(inner)


def _has(part: Part, name: str) -> bool:
    return getattr(part, name, None) is not None


def _listed(fields: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in fields)
