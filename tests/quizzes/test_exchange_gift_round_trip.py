"""GIFT, written and read again: what is not as before is on the loss list."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.exchange.gift_export import export_bank
from quizzes.exchange.gift_import import import_bank
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names
from tests.quizzes.exchange_differences import faults
from tests.quizzes.random_items import BY_KIND, bank_with, items
from tests.quizzes.samples import data
from tests.thorough import examples


@pytest.mark.parametrize("name", bank_names())
def test_a_bundled_bank_comes_back(name: str) -> None:
    """Equal, or as the loss list says; the importer supplies points, and else nothing."""
    bank = bundled_bank(name)
    exported = export_bank(bank, variants=2, seed="s")
    imported = import_bank(exported.content, f"{name}.gift")
    assert faults(bank, exported, imported, 2, "s") == []
    assert {loss.what for loss in imported.losses} == {"the file has no points: placeholders stand there"}
    assert imported.bank.bank == name


@settings(
    max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(st.data())
@pytest.mark.parametrize("kind", BY_KIND)
def test_a_random_item_comes_back(kind: str, choose: st.DataObject) -> None:
    """Whatever signs its texts hold; beside one that every file can hold."""
    bank = bank_with(choose.draw(items(kind)), data("true_false"))
    if bank is not None:
        exported = export_bank(bank, variants=1, seed="s")
        imported = import_bank(exported.content, "sample.gift")
        assert faults(bank, exported, imported, 1, "s") == []


def test_writing_twice_gives_the_same_bytes() -> None:
    """And another seed other variants."""
    bank = bundled_bank("gallery")
    once = export_bank(bank, variants=2, seed="s")
    assert export_bank(bank, variants=2, seed="s") == once
    assert export_bank(bank, variants=2, seed="t").content != once.content
