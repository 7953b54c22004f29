"""Grades for Blackboard Learn: the file that "Upload grades" takes."""

from __future__ import annotations

from traitlets import Enum

from autograder.gradetables.blackboard import FORMS, BlackboardTable
from autograder.nbgrader.exports.platform_export import PlatformExport


class BlackboardExport(PlatformExport):
    """A file for Blackboard's "Upload grades" (Work Offline), delimited by commas or tabs.

    Blackboard looks a student up by `Username`, which is nbgrader's student id unless a ``roster`` tells otherwise, and
    a column by the number at the end of its heading, `Rectifiers [Total Pts: 10 Score] |67890`; give such headings in
    ``columns``. A heading without a number makes a new column of text without points: make the column in Blackboard
    first, and give its download as ``roster``.
    """

    maker = BlackboardTable
    default_file = "blackboard.csv"

    delimiter = Enum(
        list(FORMS), default_value="comma", help="What stands between cells, in a table of our own: comma or tab."
    ).tag(config=True)
