"""A late policy is read whole, or refused with the key, the reason and the remedy."""

from pathlib import Path

import pytest

from autograder.errors import AuthorError, OperatorError
from autograder.nbgrader.late.policy import POLICY_TEMPLATE, LatePolicy, LateRule, read_policy
from autograder.nbgrader.late.spans import Span


def policy(folder: Path, text: str) -> LatePolicy:
    path = folder / "late_policy.toml"
    path.write_text(text, encoding="utf-8")
    return read_policy(path)


def test_the_template_takes_nothing(tmp_path: Path) -> None:
    """What init writes is valid, and says by default what an empty file says, but for the grace."""
    read = policy(tmp_path, POLICY_TEMPLATE)
    assert read.rule("any") == LateRule(grace=Span("15 min", 0, 900))
    assert read.rule("any").percent == 0


def test_every_line_of_the_template_is_valid(tmp_path: Path) -> None:
    """An instructor who takes the marks of comments away gets what the line says."""
    lines = POLICY_TEMPLATE.splitlines()
    first = lines.index(next(line for line in lines if line.startswith("percent")))
    prose = ("# For one", "# More time", '# "*" stands')
    text = "\n".join(line.removeprefix("# ") for line in lines[first:] if not line.startswith(prose) and line != "#")
    read = policy(tmp_path, text)
    assert read.timezone == "Europe/Berlin"
    assert read.rule("any").after == Span("7 days", 7)
    assert read.rule("NAME") == LateRule(grace=Span("15 min", 0, 900), per="hour", percent=5)
    assert set(read.extensions["STUDENT"]) == {"NAME", "OTHER_NAME", "*"}


def test_an_empty_file_takes_nothing(tmp_path: Path) -> None:
    """Every key has a default."""
    assert policy(tmp_path, "").rule("any") == LateRule()


def test_a_file_of_windows_is_read(tmp_path: Path) -> None:
    """Notepad begins a file with a mark of its own, and ends lines with two characters."""
    (tmp_path / "late_policy.toml").write_bytes(b'\xef\xbb\xbfpercent = 5\r\nper = "hour"\r\n')
    assert read_policy(tmp_path / "late_policy.toml").rule("any").percent == 5


def test_an_assignment_may_say_otherwise(tmp_path: Path) -> None:
    """Its own keys count; the common ones stay for the rest."""
    read = policy(
        tmp_path,
        'percent = 10\nof = "score"\ncap = 50\nafter = "7 days"\ngrace = "1 h"\n'
        '[assignments.one]\nper = "hour"\nafter = "never"\n'
        "[assignments.two]\npoints = 2\n[assignments.three]\ncap = 20",
    )
    hour, week = Span("1 h", 0, 3600), Span("7 days", 7)
    assert read.rule("one") == LateRule(grace=hour, per="hour", percent=10, of="score", cap=50)
    assert read.rule("two") == LateRule(grace=hour, points=2, cap=50, after=week)
    assert read.rule("three") == LateRule(grace=hour, percent=10, of="score", cap=20, after=week)
    assert read.rule("four") == LateRule(grace=hour, percent=10, of="score", cap=50, after=week)


def test_percent_for_one_assignment_replaces_the_points_of_all(tmp_path: Path) -> None:
    """They are two ways to say one thing."""
    read = policy(tmp_path, "points = 3\n[assignments.one]\npercent = 10")
    assert read.rule("one") == LateRule(percent=10)
    assert read.rule("two") == LateRule(points=3)


def test_an_extension_is_found_by_student_and_assignment(tmp_path: Path) -> None:
    """`*` stands for the assignments that are not named."""
    read = policy(
        tmp_path, '[extensions."ada@uni.example"]\nrelu = "2 days"\n"*" = "1 day"\n[extensions.7]\n"*" = "1 h"'
    )
    assert read.extension("ada@uni.example", "relu") == Span("2 days", 2)
    assert read.extension("ada@uni.example", "gelu") == Span("1 day", 1)
    assert read.extension("7", "relu") == Span("1 h", 0, 3600)
    assert read.extension("8", "relu") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("percent = true", "`percent` is True, but should be a valid number"),
        ('percent = "5%"', "`percent` is '5%', but should be a valid number"),
        ("percent = nan", "`percent` is nan, but should be a finite number"),
        ("percent = -1", "`percent` is -1, but should be greater than or equal to 0"),
        ("percent = 101", "`percent` is 101, but should be less than or equal to 100"),
        ("points = inf", "`points` is inf, but should be a finite number"),
        ("points = -2", "`points` is -2, but should be greater"),
        ("cap = 200", "`cap` is 200, but should be less"),
        ('per = "week"', "`per` is 'week', but should be 'hour' or 'day'"),
        ('of = "maximum"', "`of` is 'maximum', but should be 'score' or 'points'"),
        ("percnt = 3", "there is no key `percnt`. Did you mean `percent`?"),
        ("zzz = 3", "there is no key `zzz`. Known are .*`extensions`"),
        ("[assignments.relu]\ntimezone = 'UTC'", "no key `assignments.relu.timezone`. Known are `grace`.*`after`"),
        ("[assignments.relu]\npercent = 'x'", "`assignments.relu.percent` is 'x'"),
        ("[assignments]\nrelu = 3", "`assignments.relu` is 3, but should be a table"),
        ("points = 2\npercent = 3", "`points` and `percent` exclude each other: keep one of them"),
        ("points = 2\nof = 'score'", "`points` and `of` exclude each other"),
        ("[assignments.relu]\npoints = 2\npercent = 3", "`assignments.relu`: `points` and `percent` exclude"),
        ("grace = 15", '`grace`: a length of time is a text with its unit, such as "15 min"'),
        ("after = '7'", '`after`: "7" is no length of time'),
        ("timezone = 'Mars'", '`timezone`: "Mars" is no time zone: write one such as'),
        ("timezone = '../x'", "no time zone"),
        ("timezone = 'Europe'", "no time zone"),
        ("timezone = 3", "`timezone` is 3, but should be a valid string"),
        ("[extensions]\nada = '2 days'", "`extensions.ada` is '2 days', but should be a table: `.extensions.ada.`"),
        ("[extensions.ada.lovelace]\nrelu = '2 days'", "`extensions.ada.lovelace`: a name with a dot in it.*quotes"),
        ("[extensions.ada]\nrelu = '2026-13-01'", '`extensions.ada.relu`: "2026-13-01" is no date'),
        ("percent = ", "is no TOML: Invalid value"),
        ("a@b = 1", "is no TOML.*line 1"),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(tmp_path: Path, text: str, said: str) -> None:
    """The file, the key, what it holds and what it may be."""
    with pytest.raises(AuthorError, match=f"late_policy.toml`.*{said}.*Mend the file") as caught:
        policy(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """One line each."""
    with pytest.raises(AuthorError) as caught:
        policy(tmp_path, "percent = -1\ncap = 200\nfoo = 1")
    assert [line.split("`")[3] for line in str(caught.value).splitlines()] == ["percent", "cap", "foo"]


def test_a_file_that_is_not_there_is_not_a_policy(tmp_path: Path) -> None:
    """Nothing is given, or taken, by default."""
    with pytest.raises(AuthorError, match="does not exist.*an empty file takes nothing"):
        read_policy(tmp_path / "late_policy.toml")


def test_a_file_of_another_encoding_is_refused(tmp_path: Path) -> None:
    """TOML is UTF-8."""
    (tmp_path / "late_policy.toml").write_bytes("# später\n".encode("latin-1"))
    with pytest.raises(AuthorError, match="is no TOML: .*utf-8"):
        read_policy(tmp_path / "late_policy.toml")


def test_a_file_that_cannot_be_opened_is_the_machines(tmp_path: Path) -> None:
    """A folder in its place."""
    (tmp_path / "late_policy.toml").mkdir()
    with pytest.raises(OperatorError, match="cannot be read: Is a directory"):
        read_policy(tmp_path / "late_policy.toml")
