"""Moodle's quiz reports: "Grades" with the points of each question, and "Responses" with what was given.

Attempts that are not finished have no grade, and rows of averages no student; both are left out, and it is said.
"""

from __future__ import annotations

from quizzes.analysis.moodle_columns import Columns, Question, columns_of
from quizzes.analysis.moodle_times import time_in
from quizzes.analysis.numerals import NOTHING, number_in
from quizzes.analysis.reading import Reading
from quizzes.analysis.refusals import refused
from quizzes.analysis.responses import MISSING, Answer, ItemSeen, Responses, Sitting, State
from quizzes.analysis.text_table import Row, Table
from quizzes.errors import quoted

GRADES = "Moodle quiz report (Grades)"
RESPONSES = "Moodle quiz report (Responses)"

#: How a row of averages is named in English, German and Spanish; in others it is known by having nothing else.
AVERAGES = ("overall average", "group average", "gesamtdurchschnitt", "promedio general", "promedio global")


class MoodleReport:
    """One report, with the rows of finished attempts. Raises TableError where it is none of Moodle's."""

    def __init__(self, table: Table) -> None:
        columns = columns_of(table)
        if columns is None:
            raise refused(
                table.file,
                "is no quiz report of Moodle's that is known here",
                "columns such as `Q. 1 /1.00`, or `Response 1` and `Right answer 1` (in English, German, Spanish or "
                "French)",
                line=1,
            )
        self.columns: Columns = columns
        self.reading = Reading(table)
        self.rows = [row for row in table.rows if self._is_finished(row)]

    def _is_finished(self, row: Row) -> bool:
        leading = [row.cells[place] for place in self.columns.leading]
        told = [cell for cell in leading if cell not in NOTHING]
        if (len(leading) > 1 and len(told) < 2) or (told and told[0].lower() in AVERAGES):
            self.reading.remarks.say_of(row.line, "left out: a row of averages, and no student's")
            return False
        grade = self.columns.grade
        if grade is not None and row.cells[grade] in NOTHING:
            self.reading.remarks.say_of(row.line, "left out: no finished attempt")
            return False
        return True

    def student(self, row: Row) -> str:
        """Who a row is about."""
        return " ".join(row.cells[place] for place in self.columns.identity) or f"line {row.line}"

    def order(self, row: Row) -> tuple[float, ...]:
        """When the attempt began, in seconds; () where the report has no time that can be read."""
        began = time_in(row.cells[self.columns.started]) if self.columns.started is not None else None
        return (
            ()
            if began is None
            else (began.toordinal() * 86400.0 + began.hour * 3600 + began.minute * 60 + began.second,)
        )

    def attempt(self, row: Row) -> tuple[str, tuple[float, ...]]:
        """What tells an attempt from all others, in both reports."""
        return self.student(row), self.order(row)


def read_moodle(table: Table, grades: Table | None = None) -> Responses:
    """The responses in a report; with ``grades`` the points come from that one, for the same attempts.

    Raises TableError with every cell that is not understood.
    """
    report = MoodleReport(table)
    if grades is not None:
        return _joined(report, MoodleReport(grades))
    scored = [question for question in report.columns.questions if question.mark is not None]
    if scored:
        return _read(report, _worth_points(report, scored), GRADES)
    return _read(report, _with_right_answers(report), RESPONSES)


def _worth_points(report: MoodleReport, questions: list[Question]) -> list[Question]:
    for question in questions:
        if not question.possible:
            report.reading.remarks.say(f"left out: question {quoted(question.number)}, which is worth no points")
    kept = [question for question in questions if question.possible]
    if not kept:
        raise refused(report.reading.table.file, "no question has points", "a quiz whose questions are worth points")
    return kept


def _with_right_answers(report: MoodleReport) -> list[Question]:
    table = report.reading.table
    kept = [question for question in report.columns.questions if question.response is not None]
    if any(question.right is None for question in kept):
        raise refused(
            table.file,
            "tells what was given, and not what is right",
            "download it again with the right answers shown, or name the Grades report with `--grades`",
            line=1,
        )
    report.reading.remarks.say(
        "points come from comparing responses with the right answers: partial credit and tolerances are lost; "
        "`--grades` with the Grades report keeps them"
    )
    return kept


def _read(report: MoodleReport, questions: list[Question], source: str) -> Responses:
    reading = report.reading
    sittings = [
        Sitting(
            report.student(row),
            row.line,
            tuple(_answer(reading, row, question) for question in questions),
            report.order(row),
        )
        for row in report.rows
    ]
    reading.unused(set(range(len(reading.table.header.cells))) - report.columns.used)
    reading.finish()
    return Responses(
        source,
        tuple(_item(report, question.number, question.possible, question) for question in questions),
        sittings,
        reading.remarks,
    )


def _joined(report: MoodleReport, grades: MoodleReport) -> Responses:
    """The points of one report and the responses of the other."""
    by_attempt = {grades.attempt(row): row for row in grades.rows}
    marks = {question.number: question for question in grades.columns.questions if question.mark is not None}
    if not marks:
        raise refused(grades.reading.table.file, "has no points of questions", "the Grades report", line=1)
    scored = _worth_points(grades, list(marks.values()))
    given = {question.number: question for question in report.columns.questions}
    remarks = report.reading.remarks
    remarks.extend(grades.reading.remarks)
    sittings = []
    for row in report.rows:
        other = by_attempt.pop(report.attempt(row), None)
        if other is None:
            remarks.say_of(row.line, "left out: the Grades report has no such attempt")
            continue
        answers = tuple(
            _with_response(row, given.get(question.number), _answer(grades.reading, other, question))
            for question in scored
        )
        sittings.append(Sitting(report.student(row), row.line, answers, report.order(row)))
    for row in by_attempt.values():
        remarks.say_of(row.line, "left out of the Grades report: the Responses report has no such attempt")
    report.reading.problems += grades.reading.problems
    report.reading.finish()
    items = tuple(_item(report, question.number, question.possible, given.get(question.number)) for question in scored)
    return Responses(f"{RESPONSES}, with points from Grades", items, sittings, remarks)


def _with_response(row: Row, question: Question | None, answer: Answer) -> Answer:
    if question is None or question.response is None or (response := _response(row, question)) is None:
        return answer
    return Answer(State.GIVEN, answer.earned, response, (response,))


def _item(report: MoodleReport, number: str, possible: float, question: Question | None) -> ItemSeen:
    """The item, with its text where the report has it and it is the same for all."""
    texts = _cells(report, question.text if question else None)
    varies = len(texts) > 1 or len(_cells(report, question.right if question else None)) > 1
    if varies:
        report.reading.remarks.say(f"question {quoted(number)} was not the same for all students")
    return ItemSeen(number, texts.pop() if len(texts) == 1 else "", possible, varies=varies)


def _cells(report: MoodleReport, place: int | None) -> set[str]:
    """The different cells of a column, but for empty ones."""
    return set() if place is None else {row.cells[place] for row in report.rows} - set(NOTHING)


def _answer(reading: Reading, row: Row, question: Question) -> Answer:
    if question.mark is not None:
        return _marked(reading, row, question.mark, question.possible)
    response = _response(row, question)
    if response is None:
        return MISSING
    right = row.cells[question.right] if question.right is not None else ""
    earned = None if right in NOTHING else float(_same(response, right))
    return Answer(State.GIVEN, earned, response, (response,))


def _marked(reading: Reading, row: Row, place: int, possible: float) -> Answer:
    """A number is a score, a dash no response, and words say that somebody has still to grade it."""
    cell = row.cells[place]
    if cell in NOTHING:
        return MISSING
    if number_in(cell) is None and not any(char.isdigit() for char in cell):
        return Answer(State.GIVEN, None)
    return Answer(State.GIVEN, reading.bounded_points(row, place, possible))


def _response(row: Row, question: Question) -> str | None:
    """What was given, its parts in alphabetical order: Moodle shuffles them. None where nothing was."""
    cell = row.cells[question.response] if question.response is not None else ""
    return None if cell in NOTHING else "; ".join(sorted(_parts(cell)))


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("; ")]


def _same(response: str, right: str) -> bool:
    """Whether it is the right answer: the same parts, or the same number."""
    if sorted(_parts(response)) == sorted(_parts(right)):
        return True
    one, other = number_in(response), number_in(right)
    return one is not None and one == other
