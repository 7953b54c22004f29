"""`python -m quizzes check`: for authors of banks."""

from pathlib import Path

import pytest

from quizzes.__main__ import main
from quizzes.reader import bundled_bank, parse_bank
from quizzes.shelf import BUNDLED
from tests.quizzes.samples import bank_of, data

GALLERY = str(BUNDLED / "gallery.yaml")


def test_a_sound_bank_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Items, points, proofs, and what was not run."""
    bank = bundled_bank("gallery")
    proofs = sum(len(list(item.expressions())) for item in bank.items)
    assert main(["check", "--no-proofs", GALLERY]) == 0
    assert f"{len(bank.items)} items, {bank.points:g} points, no proof was run" in capsys.readouterr().out
    assert main(["check", GALLERY]) == 0
    assert f"{proofs} proofs hold; 1 programs were not run (--trusted runs them)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "changes", "line"),
    [
        ("numeric", {"points": 0}, "sample.yaml:1: item `item`: points: is `0`; more than 0"),
        ("numeric", {"key": 0.24}, "sample.yaml:1: item `item`: key: is 0.24; its proof gives 0.25"),
    ],
)
def test_mistakes_are_listed_and_the_author_is_at_fault(
    kind: str, changes: dict[str, object], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of form, and of proof."""
    path = tmp_path / "sample.yaml"
    path.write_text(bank_of(data(kind, **changes)), encoding="utf-8")
    assert main(["check", GALLERY, str(path), "--no-proofs"]) == (3 if "points" in changes else 0)
    assert main(["check", str(path)]) == 3
    assert line in capsys.readouterr().out


def test_a_file_that_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """As for every command."""
    assert main(["check", "nowhere.yaml"]) == 2
    assert "nowhere.yaml cannot be read: No such file or directory; name a bank's file" in capsys.readouterr().out


def test_the_format_page_names_every_kind_field_and_function() -> None:
    """Public means documented."""
    from quizzes.items.item import KINDS
    from quizzes.proof_names import PROOF_FUNCTIONS

    page = (BUNDLED.parent.parent / "docs" / "QUIZZES.md").read_text(encoding="utf-8")
    for kind, model in KINDS.items():
        assert f"`{kind}`" in page
        assert not [field for field in model.model_fields if f"`{field}`" not in page]
    assert not [name for name in PROOF_FUNCTIONS if name not in page]


def test_a_bank_in_memory_needs_no_file() -> None:
    """Its problems say `bank` where a file's would say its name."""
    assert parse_bank(bank_of(data("true_false"))).bank == "sample"
