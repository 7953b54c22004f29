"""The list of formats: each entry leads to a module that keeps its word."""

from importlib import import_module
from inspect import signature

import pytest

from quizzes.errors import UsageError
from quizzes.exchange.formats import FORMATS, exporter, import_bank
from quizzes.exchange.refusals import ImportRefused


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written_or_read_by_a_module(name: str) -> None:
    """With the functions that the list promises."""
    one = FORMATS[name]
    assert one.title and one.suffix.startswith(".") and (one.exporter or one.importer)
    if one.exporter:
        assert list(signature(exporter(name).export_bank).parameters) == ["bank", "variants", "seed"]
    if one.importer:
        module = import_module(f"quizzes.exchange.{one.importer}")
        for function in (module.recognises, module.import_bank):
            assert list(signature(function).parameters) == ["data", "name"]


def test_a_format_that_there_is_not_is_refused() -> None:
    """With the list of those that there are."""
    with pytest.raises(UsageError, match="nothing can be exported to `pdf`; there are: "):
        exporter("pdf")


def test_a_file_of_no_format_is_refused() -> None:
    """Not guessed at."""
    with pytest.raises(ImportRefused, match="`a.bin` is of no format that can be imported; there are: "):
        import_bank(b"\x00\x01\x02", "a.bin")
