"""Which format a file of responses is in, told by its columns; and its responses."""

from __future__ import annotations

from pathlib import Path

from quizzes.analysis.canvas import question_places, read_canvas
from quizzes.analysis.moodle import read_moodle
from quizzes.analysis.moodle_columns import columns_of
from quizzes.analysis.recorded import is_record, read_record
from quizzes.analysis.refusals import refused
from quizzes.analysis.responses import Responses
from quizzes.analysis.text_table import Table, read_table
from quizzes.analysis.tidy_long import is_long, read_long
from quizzes.analysis.tidy_wide import is_wide, read_wide
from quizzes.bank import Bank
from quizzes.errors import UsageError, quoted

FORMATS = (
    "Canvas's Student Analysis (`123: question`, points after each); Moodle's Grades (`Q. 1 /1.00`) or Responses "
    "(`Response 1`, `Right answer 1`); a table `student,item,response,earned,possible`; a table `student` and a column "
    "for each item"
)


def read_responses(path: Path, *, bank: Bank | None = None, grades: Path | None = None) -> Responses:
    """The responses in a file, in any format that is known; ``grades`` is Moodle's Grades beside its Responses.

    A record of attempts needs its ``bank``. Raises UsageError where a file cannot be read, TableError with all that is
    not understood in it, StoreError where a record is damaged.
    """
    if is_record(path):
        if bank is None:
            raise UsageError(f"{quoted(path)} is a record of attempts; say of which bank, with `--bank NAME`")
        return read_record(path, bank)
    return responses_of(read_table(path), bank=bank, grades=read_table(grades) if grades else None)


def responses_of(table: Table, *, bank: Bank | None = None, grades: Table | None = None) -> Responses:
    """The responses in a table, as ``read_responses``."""
    if grades is not None and columns_of(table) is None:
        raise UsageError(
            f"{quoted(table.file)} is no report of Moodle's, so `--grades` has nothing to add; leave it out"
        )
    if question_places(table) or columns_of(table):
        found = read_canvas(table) if question_places(table) else read_moodle(table, grades)
        if bank is not None:
            found.remarks.say("`--bank` is not used: this file has the points, and names its questions by its own ids")
        return found
    if is_long(table):
        return read_long(table, bank)
    if is_wide(table):
        return read_wide(table, bank)
    seen = ", ".join(quoted(cell, 30) for cell in table.header.cells[:8])
    more = ", …" if len(table.header.cells) > 8 else ""
    raise refused(table.file, f"is in no format that is known; its columns are {seen}{more}", FORMATS, line=1)
