"""What the banks ask in all: every objective of the lessons, at more than one level, and enough of everything."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from quizzes.items.item import AnyItem
from quizzes.reader import bundled_bank
from quizzes.shelf import BUNDLED, bank_names, bank_objectives

ROOT = Path(__file__).parent.parent.parent
LESSONS = tomllib.loads((ROOT / "coverage.toml").read_text(encoding="utf-8"))["lessons"]
OBJECTIVES = [row for lesson in LESSONS for row in lesson["objectives"]]


@pytest.fixture(scope="module")
def items() -> dict[str, list[AnyItem]]:
    """The items of the bundled banks, by their banks."""
    return {name: bundled_bank(name).items for name in bank_names()}


def test_objectives_are_told_without_reading_the_items() -> None:
    """As the bank itself has them."""
    assert bank_objectives("gallery") == bundled_bank("gallery").objectives


@pytest.mark.parametrize("row", OBJECTIVES, ids=[row["what"] for row in OBJECTIVES])
def test_each_objective_of_the_lessons_has_items_at_two_levels(
    row: dict[str, list[str]], items: dict[str, list[AnyItem]]
) -> None:
    """Three at least."""
    asked = [reference.split(":")[1:] for reference in row["practised"] if reference.startswith("quiz:")]
    found = [item for bank, objective in asked for item in items[bank] if objective in item.objectives]
    assert len({item.id for item in found}) >= 3
    assert len({item.difficulty for item in found}) >= 2


def test_each_objective_of_a_bank_has_items_at_two_levels(items: dict[str, list[AnyItem]]) -> None:
    """Three at least, so that whoever misses one can be asked another."""
    thin = []
    for bank in bank_names():
        for objective in bank_objectives(bank):
            found = [item for item in items[bank] if objective in item.objectives]
            if len(found) < 3 or len({item.difficulty for item in found}) < 2:
                thin.append((bank, objective, len(found)))
    assert not thin


def test_there_is_a_bank_for_each_assignment() -> None:
    """Of its name."""
    assert {path.name for path in (ROOT / "assignments").iterdir() if path.is_dir()} <= set(bank_names())


def test_no_item_is_told_apart_by_its_bank_alone(items: dict[str, list[AnyItem]]) -> None:
    """What is missed is counted by the item's id."""
    counted = Counter(item.id for bank in items.values() for item in bank)
    assert [name for name, count in counted.items() if count > 1] == []


def test_there_are_enough_items_with_variables(items: dict[str, list[AnyItem]]) -> None:
    """One practises such an item as often as one likes."""
    every = [item for bank in items.values() for item in bank]
    assert len(every) >= 150
    assert sum(bool(item.variables) for item in every) >= 40


def test_banks_lie_where_the_list_says() -> None:
    """And nothing else does."""
    assert sorted(path.name for path in BUNDLED.iterdir()) == [f"{name}.yaml" for name in bank_names()]
