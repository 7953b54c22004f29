"""The tests' own names: two processes that run the tests find the same ones, and people can read them."""

import gzip
import re

import pytest

from tests.conftest import LONGEST_FILES, ROOT, pytest_make_parametrize_id

_FLEETING = re.compile("0x[0-9a-f]{8,}|pytest-of-|pytest-[0-9]")


def is_fit(name: str) -> bool:
    """Whether a test can be called so: no control character, no address in memory, no temporary folder.

    pytest writes what is not ASCII as Python does, and a backslash twice.
    """
    return name.encode("ascii").decode("unicode_escape").isprintable() and not _FLEETING.search(name)


def test_every_test_has_a_name_that_stays(request: pytest.FixtureRequest) -> None:
    """Whatever its parameters hold, and wherever its name comes from."""
    assert not [item.nodeid for item in request.session.items if not is_fit(item.nodeid)]


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("test_a[3. M\\xe4rz]", True),
        ("test_a[\\\\x1f]", True),
        ("test_a[\\x1f\\x8b]", False),
        ("test_a[two\\nlines]", False),
        ("test_a[<object at 0x7f33d41c>]", False),
        ("test_a[/tmp/pytest-of-ada/pytest-3]", False),
    ],
    ids=["an accent", "a backslash", "packed", "two lines", "an address", "a temporary folder"],
)
def test_a_name_that_differs_or_does_not_show_is_found(name: str, fit: bool) -> None:
    """As pytest writes it."""
    assert is_fit(name) is fit


@pytest.mark.parametrize("value", [gzip.compress(b"a"), b"plain", "two\nlines", "x" * 100])
def test_bytes_and_long_texts_lend_no_name(value: object) -> None:
    """What is packed holds the time."""
    assert pytest_make_parametrize_id(value, "value") == "value"
    assert pytest_make_parametrize_id("short", "value") is None


def test_the_files_that_come_first_are_there() -> None:
    """None was renamed."""
    assert not [name for name in LONGEST_FILES if not (ROOT / "tests" / name).is_file()]
