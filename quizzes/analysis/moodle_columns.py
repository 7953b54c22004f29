"""Which columns a report of Moodle's has, whatever language its headers are in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzes.analysis.moodle_times import time_in
from quizzes.analysis.numerals import number_in
from quizzes.analysis.text_table import Table

#: `Q. 1 /1.00`, `F 1 /1,00`: a question's label, a space, and its points. Without the space it is the whole quiz.
MARK = re.compile(r"(\S(?:.*\S)?)\s+/(\d+(?:[.,]\d+)?)")
GRADE = re.compile(r"[^/]*[^/\s]/(\d+(?:[.,]\d+)?)")
#: `Response 1`, `Right answer 1`, `Question 1`, as the language packs for English, German, Spanish and French have it.
RESPONSE = re.compile(r"(?:response|antwort|respuesta|réponse) (\w+)", re.IGNORECASE)
RIGHT = re.compile(r"(?:right answer|richtige antwort|respuesta correcta|réponse correcte) (\w+)", re.IGNORECASE)
QUESTION = re.compile(r"(?:question|frage|pregunta) (\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """The columns of one question, each None where the report has none; ``possible`` is the most points."""

    number: str
    mark: int | None = None
    possible: float = 1.0
    text: int | None = None
    response: int | None = None
    right: int | None = None


@dataclass(frozen=True)
class Columns:
    """All columns of a report: questions in their order, the grade of the whole, and those before it about the student.

    ``identity`` tells students apart; ``started`` is the time at which an attempt began.
    """

    questions: tuple[Question, ...]
    grade: int | None
    identity: tuple[int, ...]
    started: int | None
    leading: tuple[int, ...]

    @property
    def used(self) -> set[int]:
        """The columns that are made use of."""
        found = {self.grade, self.started, *self.identity}
        for question in self.questions:
            found |= {question.mark, question.text, question.response, question.right}
        return {place for place in found if place is not None}


def columns_of(table: Table) -> Columns | None:
    """The columns of a Grades or a Responses report; None where the table is neither."""
    questions = _questions(table.header.cells)
    if not any(question.mark is not None or question.response is not None for question in questions):
        return None
    grade = next((place for place, cell in enumerate(table.header.cells) if GRADE.fullmatch(cell)), None)
    places = {p for q in questions for p in (q.mark, q.text, q.response, q.right) if p is not None}
    leading = tuple(range(min(places) if grade is None else min(grade, *places)))
    if not leading:
        return None
    return Columns(questions, grade, _identity(table, leading), _started(table, leading), leading)


def _questions(header: tuple[str, ...]) -> tuple[Question, ...]:
    found: dict[str, dict[str, int | float]] = {}
    for place, cell in enumerate(header):
        if match := MARK.fullmatch(cell):
            number = re.split(r"[\s.:]+", match[1])[-1]
            found.setdefault(number, {}).update(mark=place, possible=number_in(match[2]) or 0.0)
        for name, pattern in (("text", QUESTION), ("response", RESPONSE), ("right", RIGHT)):
            if match := pattern.fullmatch(cell):
                found.setdefault(match[1], {})[name] = place
    return tuple(Question(number, **columns) for number, columns in found.items())  # type: ignore[arg-type]  # made above


def _identity(table: Table, leading: tuple[int, ...]) -> tuple[int, ...]:
    """The column of e-mail addresses; else the first two, which hold the names."""
    for place in leading:
        cells = [cell for cell in table.column(place) if cell]
        if cells and sum("@" in cell for cell in cells) > len(cells) / 2:
            return (place,)
    return leading[:2]


def _started(table: Table, leading: tuple[int, ...]) -> int | None:
    """The first column of times."""
    for place in leading:
        cells = [cell for cell in table.column(place) if len(cell) > 1]
        if cells and sum(time_in(cell) is not None for cell in cells) > len(cells) / 2:
            return place
    return None
