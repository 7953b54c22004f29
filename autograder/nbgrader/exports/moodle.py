"""Grades for Moodle: the CSV file that its grade import takes."""

from __future__ import annotations

from traitlets import Enum, Unicode

from autograder.gradetables.moodle import DELIMITERS, MoodleTable
from autograder.gradetables.platforms import MOODLE
from autograder.nbgrader.exports.platform_export import PlatformExport


class MoodleExport(PlatformExport):
    """A CSV file for Grades > Import > CSV file: a column that identifies the student, and one for each assignment.

    There, "Identify user by" is set to the identifying column, and each assignment's column to its grade item. Moodle
    stops the whole import at a student whom it does not know, and gives the grades of a row without an identifier to
    the student of the row before: such students are left out and named. An empty cell becomes a 0 in a grade item that
    the import makes, so that no grade is ``no_grade``, by default a dash, which Moodle leaves alone everywhere.

    nbgrader's student id goes into the column that ``student_id_column`` names, `ID number` by default, or `Username`;
    under `Email address` stands the student's address.

    As ``roster`` it takes what Grades > Export > Plain text file wrote, or the grading worksheet of one assignment.
    """

    maker = MoodleTable
    default_file = "moodle.csv"

    no_grade = Unicode(MOODLE.no_grade, help="What stands where there is no grade, in a table of our own.").tag(
        config=True
    )
    delimiter = Enum(
        list(DELIMITERS), default_value="comma", help="What stands between cells, in a table of our own."
    ).tag(config=True)
