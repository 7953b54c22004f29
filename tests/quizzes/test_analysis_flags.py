"""What stands out: each flag on a class that has it, and none on one that has not."""

import random

import pytest

from quizzes.analysis.flags import Flag
from quizzes.analysis.responses import Answer, ItemSeen, Responses, Sitting, State
from tests.quizzes.analysis_samples import analysed, chosen, scored

#: Five items that rank twelve students well, two of each number right.
RANKED = ["BBBBB", "BBBBB", "ABBBB", "ABBBB", "AABBB", "AABBB", "AAABB", "AAABB", "AAAAB", "AAAAB", "AAAAA", "AAAAA"]


def flags(rows: list[str], key: str = "AAAAAA") -> dict[str, Flag]:
    """The flags of the last item."""
    return {flag.name: flag for flag in analysed(chosen(rows, key)).items[-1].flags}


def beside(column: str, copies: int = 1) -> list[str]:
    """The ranked class, from the weakest to the strongest, with this column as its sixth item."""
    return [row + given for row, given in zip(RANKED, column, strict=True) for _copy in range(copies)]


def test_a_sound_item_has_no_flag() -> None:
    """The stronger half is right, and the weaker half divides among the distractors."""
    assert not flags(beside("BCDBCDAAAAAA", 5))


def test_a_key_that_may_be_wrong() -> None:
    """The strong choose one distractor, the weak the key."""
    found = flags(beside("AAAABDCCCCCC", 5))
    assert found["wrong_key"].is_sure
    assert "“C”" in found["wrong_key"].reason
    assert "attracts_strong" not in found
    assert found["negative"].is_sure and found["negative"].reason.startswith("Who scores high on the other items")


def test_a_key_that_may_be_wrong_by_chance() -> None:
    """With few students the interval reaches below 0."""
    found = flags(["BBBBBA", "ABBBBB", "AABBBC", "AAABBB", "AAAABC", "AAAAAC"])
    assert not found["wrong_key"].is_sure and not found["negative"].is_sure


def test_a_distractor_that_attracts_the_strong_beside_a_sound_key() -> None:
    """Its share in the highest group is above that in the lowest."""
    found = flags(beside("BBBDBDCAAAAC", 5))
    assert "“C” was chosen by" in found["attracts_strong"].reason
    assert "wrong_key" not in found


def test_an_item_that_is_no_better_than_guessing() -> None:
    """With four options, a quarter."""
    found = flags(beside("BCDBCDBCDBCA", 5))
    assert found["guessing"].is_sure
    assert "choosing blindly gives 25 %" in found["guessing"].reason
    assert "hard" not in found


def test_a_hard_item_whose_options_are_not_known() -> None:
    """Below a quarter of the points."""
    found = {flag.name: flag for flag in analysed(scored([[0, 1], [0, 0]] * 40 + [[1, 1]])).items[0].flags}
    assert found["hard"].is_sure
    assert "guessing" not in found


def test_an_easy_item_and_one_that_everybody_has() -> None:
    """The second tells nobody apart."""
    assert "above 90 %" in flags(beside("BAAAAAAAAAAA"))["easy"].reason
    everybody = flags(beside("AAAAAAAAAAAA"))["easy"]
    assert everybody.reason == "Everybody has all points: it tells nobody apart."
    assert not everybody.is_sure
    assert flags(beside("AAAAAAAAAAAA", 10))["easy"].is_sure


def test_an_item_that_tells_students_apart_poorly() -> None:
    """A correlation near 0."""
    found = flags(beside("ABABABABABAB", 5))
    assert "weak" in found and "negative" not in found


def test_distractors_that_nobody_chooses() -> None:
    """With enough students to say so, and where the options are known."""
    assert "idle" not in flags(beside("BBBBBBAAAAAA"))
    found = flags(beside("BBBBBBAAAAAA", 10))["idle"]
    assert found.title == "distractors that nobody chooses" and found.is_sure
    assert found.reason == "“C”, “D” are never chosen by 120 students."
    one = flags(beside("BBBCCCAAAAAA", 2))["idle"]
    assert one.title == "a distractor that nobody chooses" and not one.is_sure
    assert one.reason == "“D” is never chosen by 24 students."


def test_responses_that_are_missing() -> None:
    """Omitted before another response; not reached at the end."""
    rows = [row[:5] + "A" for row in beside(".BCDAAAAAAAA")]
    omitted = analysed(chosen([row[:4] + "." + row[5] for row in rows], "AAAAAA")).items[4].flags
    assert "12 of 12 students gave no response and went on." in [flag.reason for flag in omitted]
    found = flags(beside("...BCDAAAAAA"))
    assert found["not_reached"].reason == "3 of 12 students gave no response here or later."
    assert "not_reached" not in flags(beside("..BBCDAAAAAA"))


def test_responses_that_are_not_graded_yet() -> None:
    """They count for nothing, and it is said."""
    found = chosen(["AA", "BA", "AB"], "AA")
    first = found.sittings[0]
    essay = Answer(State.GIVEN, None, "text", ("text",))
    sittings = [Sitting(first.student, first.line, (essay, first.answers[1])), *found.sittings[1:]]
    report = analysed(Responses("a test", found.items, sittings)).items[0]
    assert report.statistics.counts.ungraded == 1 and report.statistics.counts.scored == 2
    assert [flag.reason for flag in report.flags if flag.name == "ungraded"] == ["1 response has no score."]


def test_every_flag_says_why_and_what_to_do() -> None:
    """In sentences, whatever the class."""
    dice = random.Random(7)
    for _class in range(40):
        rows = ["".join(dice.choice("AABCD.-") for _item in range(6)) for _student in range(30)]
        for report in analysed(chosen(rows, "AAAAAA")).items:
            for flag in report.flags:
                assert flag.reason.endswith(".") and flag.advice.endswith("."), flag
                assert "None" not in flag.reason and "nan" not in flag.reason


@pytest.mark.parametrize(("students", "said"), [(29, True), (30, False)])
def test_a_small_class_is_warned_of(students: int, said: bool) -> None:
    """Below thirty the intervals are wide."""
    rows = (RANKED * 3)[:students]
    warnings = analysed(chosen(rows, "AAAAA")).warnings
    assert any(warning.startswith(f"{students} students: with fewer than 30") for warning in warnings) == said


def test_a_low_alpha_is_warned_of() -> None:
    """Single scores say little."""
    rows = ["AB", "BA", "AA", "BB", "AA", "BA"] * 6
    assert any(warning.startswith("Alpha is below 0.7") for warning in analysed(chosen(rows, "AA")).warnings)


def test_rare_free_responses_stand_together() -> None:
    """Those that one student alone gave are counted as others; where all differ there is no table."""
    answers = ["right"] * 5 + ["left"] * 3 + [f"own {number}" for number in range(20)]
    item = ItemSeen("i", "", 1.0)
    made = scored([[float(text == "right")] for text in answers], [1.0])
    sittings = [
        Sitting(one.student, one.line, (Answer(State.GIVEN, one.earned, text, (text,)),))
        for one, text in zip(made.sittings, answers, strict=True)
    ]
    found = analysed(Responses("a test", (item,), sittings)).items[0].statistics
    assert [(o.text, o.kind, o.count) for o in found.options] == [
        ("right", "key", 5), ("left", "distractor", 3), ("other responses", "other", 20),
    ]  # fmt: skip
    assert found.is_open
    alone = analysed(Responses("a test", (item,), sittings[8:])).items[0].statistics
    assert (alone.options, alone.reason) == ((), "no two students gave the same response")
