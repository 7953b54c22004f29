"""The banks that come with the package: their names and titles, told without reading their items."""

from __future__ import annotations

from pathlib import Path

import yaml

BUNDLED = Path(__file__).parent / "banks"


def bank_names() -> list[str]:
    """The names of the bundled banks."""
    return sorted(path.stem for path in BUNDLED.glob("*.yaml"))


def bank_objectives(name: str) -> dict[str, str]:
    """The objectives of a bundled bank by their names. Neither pydantic nor torch is imported."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    bank = yaml.load((BUNDLED / f"{name}.yaml").read_text(encoding="utf-8-sig"), Loader=loader)  # noqa: S506  safe
    return dict(bank["objectives"])


def bank_title(name: str) -> str:
    """The title of a bundled bank; the name itself where the file gives none.

    The file is read as far as its title stands, and neither pydantic nor torch is imported: lists are quick.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth, words = 0, []
    with (BUNDLED / f"{name}.yaml").open(encoding="utf-8-sig") as file:
        for event in yaml.parse(file, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth == 1 and isinstance(event, yaml.ScalarEvent):
                words.append(event.value)
                if words[-2:-1] == ["title"]:
                    return str(event.value)
    return name
