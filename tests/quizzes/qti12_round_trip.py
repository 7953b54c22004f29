"""A bank written as QTI 1.2 and read again, whichever system's way of it that was."""

from quizzes.bank import Bank
from quizzes.exchange.bank_yaml import to_yaml
from quizzes.exchange.losses import Exported
from quizzes.exchange.qti12_import import import_bank, recognises
from quizzes.exchange.refusals import ImportRefused
from quizzes.reader import parse_bank
from tests.quizzes.exchange_differences import faults

VARIANTS, SEED = 2, "1"


def assert_comes_back(bank: Bank, exported: Exported, name: str) -> None:
    """What was ``exported`` of the bank, with ``VARIANTS`` and ``SEED``, comes back from a file of that name."""
    assert recognises(exported.content, name)
    try:
        imported = import_bank(exported.content, name)
    except ImportRefused as error:
        # A list that is typed there may want a text that is no key here: a backtick or a dollar alone.
        assert "blanks" in str(error) and "that is not closed" in str(error)
        return
    assert not faults(bank, exported, imported, VARIANTS, SEED)
    assert parse_bank(to_yaml(imported.bank)) == imported.bank
