"""Grades for Canvas: the CSV file that its Gradebook imports."""

from __future__ import annotations

from traitlets import Bool

from autograder.gradetables.canvas import CanvasTable
from autograder.nbgrader.exports.platform_export import PlatformExport


class CanvasExport(PlatformExport):
    """The CSV file of Canvas's Gradebook: a row of headings, one of the points possible, one for each student.

    Canvas looks a student up by `ID` (its own number), then by `SIS User ID` or `SIS Login ID`, and last by name. An
    assignment's column is headed by its name and its number in Canvas, `Rectifiers (12345)`; give such headings in
    ``columns``. Under a heading that Canvas does not know it offers to make a new assignment.

    nbgrader's student id goes into the column that ``student_id_column`` names, `SIS Login ID` by default, and its
    LMS user id into `ID`. Canvas takes an empty cell for "no grade" and clears the one it has: where it has some, give
    its export as ``roster``.
    """

    maker = CanvasTable
    default_file = "canvas.csv"

    excel_mark = Bool(
        default_value=False,
        help="Begin a table of our own with the mark by which Excel knows UTF-8; Canvas does not mind.",
    ).tag(config=True)
