"""The project's own tables: a row for each response, and a row for each student; graded by a bank or a key."""

import json
from pathlib import Path

import pytest

from quizzes.analysis.formats import read_responses, responses_of
from quizzes.analysis.refusals import TableError
from quizzes.analysis.responses import MISSING, NOT_SHOWN, Answer, Responses, State
from quizzes.analysis.text_table import parse_table
from quizzes.bank import Bank
from quizzes.items.item import KINDS
from quizzes.variants import draw
from quizzes.views import key_response
from tests.quizzes.analysis_samples import analysed
from tests.quizzes.samples import OPTIONS, data
from tests.quizzes.samples import read as bank_of

BANK = bank_of(
    data("single_choice", id="one"), data("multiple_response", id="two"), data("true_false", id="three"),
    data("numeric", id="four"), data("short_text", id="five"),
)  # fmt: skip


def read(text: str, bank: Bank | None = None) -> Responses:
    return responses_of(parse_table(text.encode(), "t.csv"), bank=bank)


def answers(text: str, bank: Bank | None = None) -> list[tuple[Answer, ...]]:
    return [sitting.answers for sitting in read(text, bank).sittings]


def test_a_row_for_each_response_with_its_points() -> None:
    """No row: not shown. No response: missing. A response without points: not graded."""
    found = read(
        "student,item,response,earned,possible,note\n"
        "ada,a,x,1,2,hm\nada,b,y,0,1,\nbo,a,,0,2,\nbo,b,z,,1,\ncy,b,,0.5,1,\n"
    )
    assert [(item.name, item.possible) for item in found.items] == [("a", 2.0), ("b", 1.0)]
    assert [sitting.answers for sitting in found.sittings] == [
        (Answer(State.GIVEN, 1.0, "x", ("x",)), Answer(State.GIVEN, 0.0, "y", ("y",))),
        (MISSING, Answer(State.GIVEN, None, "z", ("z",))),
        (NOT_SHOWN, Answer(State.GIVEN, 0.5, "", ())),
    ]
    assert list(found.remarks) == ["columns that are not used: `note`"]


def test_scores_alone_are_enough() -> None:
    """Then an item is worth 1, and an empty cell is a missing response."""
    assert answers("item,student,earned\na,ada,0.5\na,bo,\n") == [(Answer(State.GIVEN, 0.5),), (MISSING,)]


def test_attempts_have_numbers() -> None:
    """The same item twice by one student is two attempts, or a mistake."""
    text = "student,item,earned,attempt\nada,a,1,2\nada,a,0,1\n"
    assert analysed(read(text)).items[0].statistics.difficulty.value == 0.0
    assert analysed(read(text), attempts="last").items[0].statistics.difficulty.value == 1.0
    remarks = analysed(read(text)).remarks
    assert "left out: another attempt of a student, of whom the first counts (line 2)" in remarks


def test_a_key_in_the_table_grades_and_names_the_right_option() -> None:
    """One or several; a single letter in either case; an option that nobody chose is there too."""
    text = "student,item,response,key\nada,a,b,B\nbo,a,C,B\nada,c,D,A|B\nbo,c,E,A|B\n"
    assert answers(text)[0][0] == Answer(State.GIVEN, 1.0, "b", ("B",))
    first, second = analysed(read(text)).items
    assert [(o.label, o.kind, o.count) for o in first.statistics.options] == [("B", "key", 1), ("C", "distractor", 1)]
    kinds = [(option.label, option.kind, option.count) for option in second.statistics.options]
    assert kinds == [("A", "key", 0), ("B", "key", 0), ("D", "distractor", 1), ("E", "distractor", 1)]


def test_a_bank_grades_every_kind_of_choice_and_free_response() -> None:
    """By ids or by texts; several options with a bar between; free responses by what they come to."""
    right, wrong = (option["text"] for option in OPTIONS[:2])
    text = "\n".join(
        [
            "student,item,response",
            f"ada,one,{right}",
            f"ada,two,{right} | right too",
            "ada,three,True",
            "ada,four,0.250",
            "ada,five,leaky  relu",
            f"bo,one,{wrong}",
            f"bo,two,{wrong}",
            "bo,three,false",
            "bo,four,7",
            "bo,five,ReLU",
        ]
    )
    found = read(text, BANK)
    assert [[answer.earned for answer in sitting.answers] for sitting in found.sittings] == [[6.0] * 5, [0.0] * 5]
    assert [answer.chosen for answer in found.sittings[0].answers][2:] == [("true",), ("0.25",), ("leaky relu",)]
    tables = [report.statistics.options for report in analysed(found).items]
    assert [(option.text, option.kind, option.count) for option in tables[0]] == [
        (right, "key", 1),
        (wrong, "distractor", 1),
        ("worse", "distractor", 0),
    ]
    assert [(option.text, option.kind, option.count) for option in tables[1]][-1] == ("right too", "key", 1)
    assert [(option.text, option.kind) for option in tables[2]] == [("true", "key"), ("false", "distractor")]


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_of_every_kind_is_read_from_a_cell(kind: str) -> None:
    """Structured responses as JSON."""
    bank = bank_of(data(kind))
    item = draw(bank.items[0], "s")
    key = key_response(item)
    cell = key if isinstance(key, str) else json.dumps(key)
    quoted = '"' + cell.replace('"', '""') + '"'
    assert answers(f"student,item,response\nada,item,{quoted}\n", bank)[0][0].earned == item.points


def test_an_item_that_varies_is_graded_by_its_seed() -> None:
    """The variant that the student saw; without a seed nothing can be graded."""
    varied = data("numeric", id="v", variables={"x": {"integers": [1, 9]}}, key="{{ x }}", proof="x", wrong=[])
    bank = bank_of(varied)
    key = key_response(draw(bank.items[0], "alice/1"))
    text = f"student,item,response,seed\nada,v,{key},alice/1\nbo,v,77,alice/2\n"
    assert [sitting[0].earned for sitting in answers(text, bank)] == [6.0, 0.0]
    item = analysed(read(text, bank)).items[0].statistics
    assert (item.text, item.reason) == ("What? (one of its variants)", "it was not the same for all students")
    with pytest.raises(TableError, match="t.csv:2: column `response`: the item varies, and no seed tells which"):
        read("student,item,response\nada,v,1\n", bank)


def test_points_of_the_file_win_over_those_of_the_bank() -> None:
    """And its options are still the bank's."""
    found = read("student,item,response,earned,possible\nada,one,right,0.5,2\nbo,one,?,0,2\n", BANK)
    assert found.items[0].possible == 2.0
    options = analysed(found).items[0].statistics.options
    assert [(option.text, option.count, option.known) for option in options] == [
        ("right", 1, True), ("wrong", 0, True), ("worse", 0, True), ("?", 1, False),
    ]  # fmt: skip
    half = read("student,item,response,possible\nada,one,right,2\n", BANK)
    assert half.sittings[0].answers[0].earned == 2.0


def test_a_response_with_points_that_the_bank_cannot_read_is_an_option_of_its_own() -> None:
    """The file has its points already."""
    options = analysed(read("student,item,response,earned\nada,two,[,0\n", BANK)).items[0].statistics.options
    assert [(option.text, option.count) for option in options if option.count] == [("[", 1)]


def test_an_item_that_the_bank_does_not_know_is_said() -> None:
    """It is read without it."""
    found = read("student,item,response,earned\nada,new,x,1\n", BANK)
    assert list(found.remarks) == ["the bank has no item `new`: its options are those that were chosen"]
    found = read("student,new\nada,1\n", BANK)
    assert list(found.remarks) == ["the bank has no item `new`: it is read without it"]


def test_a_bank_beside_an_export_of_an_lms_is_said_not_to_be_used() -> None:
    """Its questions have other names."""
    assert any(remark.startswith("`--bank` is not used") for remark in read("id,1: q,1\n1,a,1\n", BANK).remarks)


def test_a_row_for_each_student_with_scores() -> None:
    """A row `possible` gives the points; other items are worth 1."""
    found = read("student,attempt,a,b,\nada,2,2,0.5,\nada,1,0,-,\npossible,,4,,\n")
    assert [(item.name, item.possible) for item in found.items] == [("a", 4.0), ("b", 1.0)]
    assert [sitting.answers for sitting in found.sittings] == [
        (Answer(State.GIVEN, 2.0), Answer(State.GIVEN, 0.5)),
        (Answer(State.GIVEN, 0.0), MISSING),
    ]
    assert [sitting.order for sitting in found.sittings] == [(2.0,), (1.0,)]


def test_a_row_for_each_student_with_responses_and_a_key() -> None:
    """Where a column has no key, its cells are scores."""
    found = read("student,a,b,score\nkey,B,A|C,\nada,b,C,1\nbo,D,B,0\n")
    assert [sitting.answers for sitting in found.sittings] == [
        (Answer(State.GIVEN, 1.0, "b", ("B",)), Answer(State.GIVEN, 1.0, "C", ("C",)), Answer(State.GIVEN, 1.0)),
        (Answer(State.GIVEN, 0.0, "D", ("D",)), Answer(State.GIVEN, 0.0, "B", ("B",)), Answer(State.GIVEN, 0.0)),
    ]


def test_a_row_for_each_student_graded_by_a_bank() -> None:
    """Columns are the items' ids."""
    found = read("student,one,four\nada,right,0.25\nbo,worse,\n", BANK)
    assert [[answer.earned for answer in sitting.answers] for sitting in found.sittings] == [[6.0, 6.0], [0.0, 0.0]]
    assert found.sittings[1].answers[1] == MISSING


LONG, WIDE = "student,item,response,earned,possible,attempt\n", "student,a,b\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (LONG + ",a,x,1,1,\n", "t.csv:2: column `student`: is empty; the student's name or id"),
        (LONG + "s,,x,1,1,\n", "t.csv:2: column `item`: is empty"),
        (LONG + "s,a,x,1,1,\ns,a,x,1,1,\n", "t.csv:3: column `item`: this student's `a` stands in line 2 too"),
        (LONG + "s,a,x,one,1,\n", "t.csv:2: column `earned`: `one` is no number; wanted: points from 0 to 1"),
        (LONG + "s,a,x,2,1,\n", "t.csv:2: column `earned`: 2 points of 1; from 0 to 1"),
        (LONG + "s,a,x,-1,1,\n", "t.csv:2: column `earned`: -1 points of 1"),
        (LONG + "s,a,x,1,,\n", "t.csv:2: column `possible`: `` is no number; wanted: the item's points"),
        (LONG + "s,a,x,0,0,\n", "t.csv:2: column `possible`: 0 points; more than 0"),
        (LONG + "s,a,x,1,1,\nt,a,x,1,2,\n", "t.csv:3: column `possible`: 2 points, and 1 before; the same for all"),
        (LONG + "s,a,x,1,1,two\n", "t.csv:2: column `attempt`: `two` is no number"),
        (
            WIDE + "s,1,yes\n",
            "t.csv:2: column `b`: `yes` is no number; .*a row `key`, or `--bank`, makes cells responses",
        ),
        (WIDE + "s,1,3\n", "t.csv:2: column `b`: 3 points of 1; .*a row `possible` gives the items' points"),
        (WIDE + ",1,1\n", "t.csv:2: column `student`: is empty"),
        (WIDE + "key,A,B\nkey,A,B\n", "t.csv:3: column `student`: is a second row `key`"),
        (WIDE + "possible,0,x\ns,1,1\n", "t.csv:2: column `a`: 0 points; more than 0\n.*column `b`: `x` is no number"),
        (WIDE + "possible,2,1\nkey,,\ns,3,1\n", "3 points of 2; from 0 to 2; see docs/QUIZZES.md"),
        ("student,a,a\ns,1,1\n", "t.csv:1: column `a`: is the name of column 2 too"),
        ("student,attempt\ns,1\n", "t.csv:1: has no item"),
        ("student,attempt,a\ns,x,1\n", "t.csv:2: column `attempt`: `x` is no number"),
    ],
)
def test_what_is_not_understood_is_said_with_its_place(text: str, what: str) -> None:
    """A line, a column, and what is allowed."""
    with pytest.raises(TableError, match=what):
        read(text)


@pytest.mark.parametrize(
    ("cell", "item", "what"),
    [
        ("perhaps", "one", "`perhaps` is none of the options"),
        ("a quarter", "four", "`a quarter` is not a number"),
        ("[", "two", "`[` is not read; wanted: JSON such as"),
        ('"[""right"", ""right""]"', "two", "an option is chosen twice"),
    ],
)
def test_a_response_that_the_bank_cannot_read_is_said_with_its_place(cell: str, item: str, what: str) -> None:
    """In the bank's own words, and never worth points nor zero."""
    import re

    with pytest.raises(TableError, match=f"t.csv:2: column `response`: {re.escape(what)}"):
        read(f"student,item,response\nada,{item},{cell}\n", BANK)


def test_a_structured_response_must_be_json() -> None:
    """A mapping for a matching."""
    with pytest.raises(TableError, match=r"wanted: JSON such as .\{\"part\": \"response\"\}"):
        read("student,item,response\nada,item,a-b\n", bank_of(data("matching")))


def test_invisible_text_is_a_missing_response() -> None:
    """What the bank takes for nothing."""
    assert answers("student,item,response\nada,five,\u200b\nbo,five,ReLU\n", BANK)[0] == (MISSING,)


def test_a_column_without_a_name_is_left_out_and_said() -> None:
    """Where it holds something."""
    assert list(read("student,a,\nada,1,x\n").remarks) == ["columns that are not used: `number 3`"]


def test_files_are_read_by_their_paths(tmp_path: Path) -> None:
    """Both reports of Moodle's, too."""
    (tmp_path / "r.csv").write_text("a,b,Grade/1,Response 1\nx,y,1,ja\n", encoding="utf-8")
    (tmp_path / "g.csv").write_text("a,b,Grade/1,Q. 1 /1.00\nx,y,1,1.00\n", encoding="utf-8")
    found = read_responses(tmp_path / "r.csv", grades=tmp_path / "g.csv")
    assert found.sittings[0].answers == (Answer(State.GIVEN, 1.0, "ja", ("ja",)),)
