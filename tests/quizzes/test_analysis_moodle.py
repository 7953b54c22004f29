"""Moodle's Grades and Responses: attempts not finished, averages, other languages, and the two together."""

import pytest

from quizzes.analysis.formats import responses_of
from quizzes.analysis.moodle_times import time_in
from quizzes.analysis.refusals import TableError
from quizzes.analysis.responses import MISSING, Answer, Responses, State
from quizzes.analysis.text_table import Table, parse_table
from quizzes.errors import UsageError
from tests.quizzes.analysis_samples import analysed

LEAD = "Last name,First name,Email address,State,Started on,Completed"
GRADES = f"""\
{LEAD},Grade/10.00,Q. 1 /2.50,Q. 2 /7.50,Q. 3 /0.00
Lovelace,Ada,ada@x.org,Finished,12 February 2024  1:03 PM,1:13 PM,6.25,2.50,3.75,-
Lovelace,Ada,ada@x.org,Finished,2 March 2024  9:00 AM,9:05 AM,10.00,2.50,7.50,-
Curie,Marie,marie@x.org,Finished,12 February 2024  2:00 PM,2:05 PM,Not yet graded,Requires grading,0.00,-
Noether,Emmy,emmy@x.org,Finished,13 February 2024  2:00 PM,2:05 PM,0.00,-,0.00,-
Gauss,Carl,carl@x.org,In progress,12 February 2024  2:00 PM,-,-,1.00,-,-
Euler,Leo,leo@x.org,-,-,-,-,-,-,-
Overall average,,,,,,5.42,1.67,2.50,-
"""
RESPONSES = f"""\
{LEAD},Grade/10.00,Question 1,Response 1,Right answer 1,Question 2,Response 2,Right answer 2
Lovelace,Ada,ada@x.org,Finished,12 February 2024  1:03 PM,1:13 PM,6.25,Which?,ReLU; GELU,GELU; ReLU,How much?,"0,50",0.5
Lovelace,Ada,ada@x.org,Finished,2 March 2024  9:00 AM,9:05 AM,10.00,Which?,ReLU,GELU; ReLU,How many?,0.25,0.5
Noether,Emmy,emmy@x.org,Finished,13 February 2024  2:00 PM,2:05 PM,0.00,Which?,-,GELU; ReLU,How much?,1,-
"""


def table(text: str, name: str = "report.csv") -> Table:
    return parse_table(text.encode(), name)


def read(text: str, grades: str | None = None) -> Responses:
    return responses_of(table(text), grades=table(grades, "grades.csv") if grades else None)


def test_grades_are_read_and_all_that_is_left_out_is_said() -> None:
    """Attempts in progress, students without one, averages, questions without points."""
    found = read(GRADES)
    assert [(item.name, item.possible) for item in found.items] == [("1", 2.5), ("2", 7.5)]
    assert [sitting.answers for sitting in found.sittings] == [
        (Answer(State.GIVEN, 2.5), Answer(State.GIVEN, 3.75)),
        (Answer(State.GIVEN, 2.5), Answer(State.GIVEN, 7.5)),
        (Answer(State.GIVEN, None), Answer(State.GIVEN, 0.0)),
        (MISSING, Answer(State.GIVEN, 0.0)),
    ]
    assert list(found.remarks) == [
        "left out: no finished attempt (lines 6-7)",
        "left out: a row of averages, and no student's (line 8)",
        "left out: question `3`, which is worth no points",
        "columns that are not used: `Last name`, `First name`, `State`, `Completed`",
    ]


def test_a_grades_report_tells_nothing_of_options() -> None:
    """And says so."""
    assert {report.statistics.reason for report in analysed(read(GRADES)).items} == {
        "the file does not tell what was chosen"
    }


def test_attempts_follow_by_their_times() -> None:
    """In February and in March."""
    means = {
        which: analysed(read(GRADES), attempts=which).items[1].statistics.difficulty.value
        for which in ("first", "last", "best")
    }
    assert means == pytest.approx({"first": 1 / 6, "last": 1 / 3, "best": 1 / 3})


@pytest.mark.parametrize(
    ("header", "row", "average"),
    [
        (
            "Nachname;Vorname;E-Mail-Adresse;Status;Begonnen am;Bewertung/10,00;F 1 /10,00",
            "Lovelace;Ada;ada@x.org;Beendet;3. März 2024, 14:05;7,50;7,50",
            "Gesamtdurchschnitt;;;;;7,50;7,50",
        ),
        (
            "Apellidos;Nombre;Dirección de correo;Estado;Comenzado el;Calificación/10,00;P. 1 /10,00",
            "Lovelace;Ada;ada@x.org;Finalizado;3 de marzo de 2024 14:05;7,50;7,50",
            "Promedio general;;;;;7,50;7,50",
        ),
        (
            "Nazwisko;Imię;Adres;Stan;Rozpoczęto;Ocena/10,00;Pyt. 1 /10,00",
            "Lovelace;Ada;ada@x.org;Ukończone;kiedyś;7,50;7,50",
            "Średnia;;;;;7,50;7,50",
        ),
        ("Name;Points/10,00;Q:1 /10,00", "Ada;7,50;7,50", "Overall average;7,50;7,50"),
    ],
)
def test_grades_are_read_in_other_languages(header: str, row: str, average: str) -> None:
    """By the form of the columns: a label, a space and the points; with decimal commas."""
    found = read(f"{header}\n{row}\n{average}\n")
    assert [(item.name, item.possible) for item in found.items] == [("1", 10.0)]
    assert [sitting.answers for sitting in found.sittings] == [(Answer(State.GIVEN, 7.5),)]
    assert any("averages" in remark for remark in found.remarks)


def test_responses_are_compared_with_right_answers() -> None:
    """Parts in any order, numbers by their value; without a right answer there is no score."""
    found = read(RESPONSES)
    assert [item.text for item in found.items] == ["Which?", ""]
    assert [[answer.earned for answer in sitting.answers] for sitting in found.sittings] == [
        [1.0, 1.0],
        [0.0, 0.0],
        [0.0, None],
    ]
    assert found.sittings[0].answers[0].chosen == ("GELU; ReLU",)
    assert found.sittings[2].answers[0] == MISSING
    remarks = list(found.remarks)
    assert any(remark.startswith("points come from comparing responses") for remark in remarks)
    assert "question `2` was not the same for all students" in remarks
    assert analysed(found).items[1].statistics.reason == "it was not the same for all students"


def test_responses_and_grades_together_keep_the_points() -> None:
    """Attempts are joined by the student and the time; those in one report alone are left out."""
    found = read(RESPONSES, GRADES)
    assert [(item.name, item.possible, item.text) for item in found.items] == [("1", 2.5, "Which?"), ("2", 7.5, "")]
    first, second, third = (sitting.answers for sitting in found.sittings)
    assert first == (
        Answer(State.GIVEN, 2.5, "GELU; ReLU", ("GELU; ReLU",)),
        Answer(State.GIVEN, 3.75, "0,50", ("0,50",)),
    )
    assert second[1] == Answer(State.GIVEN, 7.5, "0.25", ("0.25",))
    assert third == (MISSING, Answer(State.GIVEN, 0.0, "1", ("1",)))
    assert "left out of the Grades report: the Responses report has no such attempt (line 4)" in list(found.remarks)
    late = RESPONSES.replace("13 February 2024  2:00 PM", "14 February 2024  2:00 PM", 1)
    assert "left out: the Grades report has no such attempt (line 4)" in list(read(late, GRADES).remarks)


@pytest.mark.parametrize(
    ("response", "right"), [("Antwort 1", "Richtige Antwort 1"), ("Respuesta 1", "Respuesta correcta 1"),
                            ("Réponse 1", "Réponse correcte 1")]
)  # fmt: skip
def test_responses_are_read_in_the_languages_that_are_known(response: str, right: str) -> None:
    """German, Spanish and French besides English."""
    found = read(f"a,b,Grade/1,{response},{right}\nx,y,1,ja,ja\nz,y,0,nein,ja\n")
    assert [sitting.answers[0].earned for sitting in found.sittings] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("12 February 2021  1:03 PM", "2021-02-12T13:03:00"),
        ("12 February 2021  12:03 AM", "2021-02-12T00:03:00"),
        ("Friday, 12 February 2021, 1:03 PM", "2021-02-12T13:03:00"),
        ("3. März 2024, 14:05", "2024-03-03T14:05:00"),
        ("3 de agosto de 2024, 14:05:09", "2024-08-03T14:05:09"),
        ("14 juil. 2024, 14:05", "2024-07-14T14:05:00"),
        ("2024-03-03 14:05", "2024-03-03T14:05:00"),
        ("31 February 2021 1:03 PM", None),
        ("12 Brumaire 2021 1:03", None),
        ("yesterday", None),
        ("2024-03-03 25:05", None),
    ],
)
def test_times_are_read_as_moodle_writes_them(cell: str, written: str | None) -> None:
    """In four languages; what is no time is none."""
    found = time_in(cell)
    assert (found.isoformat() if found else None) == written


@pytest.mark.parametrize(
    ("text", "grades", "what"),
    [
        ("a,b,Grade/1,Response 1\nx,y,1,ja\n", None, "report.csv:1: tells what was given, and not what is right"),
        ("a,b,Grade/1,Q. 1 /0.00\nx,y,1,-\n", None, "no question has points"),
        ("a,b,Grade/1,Q. 1 /1.00\nx,y,1,1x\n", None, "report.csv:2: column `Q. 1 /1.00`: `1x` is no number"),
        ("Q. 1 /1.00,Q. 2 /1.00\n1,1\n", None, "report.csv:1: is in no format that is known"),
        (RESPONSES, RESPONSES, "grades.csv:1: has no points of questions; the Grades report"),
        (RESPONSES, "a,b\n1,2\n", "grades.csv:1: is no quiz report of Moodle's that is known here"),
        (RESPONSES, GRADES.replace("3.75", "3.7x", 1), "grades.csv:2: column `Q. 2 /7.50`: `3.7x` is no number"),
    ],
)
def test_what_is_not_understood_is_said_with_its_place(text: str, grades: str | None, what: str) -> None:
    """In either report."""
    with pytest.raises(TableError, match=what):
        read(text, grades)


def test_grades_beside_another_format_are_refused() -> None:
    """They would not be used."""
    with pytest.raises(UsageError, match="is no report of Moodle's, so `--grades` has nothing to add"):
        read("student,a\nx,1\n", GRADES)
