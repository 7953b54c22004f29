"""What the exports for learning platforms share: their settings, from which the platform's table is made."""

from __future__ import annotations

from typing import ClassVar

from traitlets import Dict, Unicode

from autograder.gradetables.gradesheet import Gradesheet
from autograder.gradetables.platform_table import PlatformTable, TableSettings
from autograder.gradetables.tables import Table
from autograder.nbgrader.exports.plugin import GradesExport
from autograder.nbgrader.students import located


class PlatformExport(GradesExport):
    """A table of grades for one learning platform.

    With ``roster``, the file that the platform itself exported, the same rows and columns come back, with the scores
    of the exported assignments filled in. What it holds where we have no score stays.
    """

    roster = Unicode("", help="The table that the platform exported: it comes back with the scores filled in.").tag(
        config=True
    )
    columns = Dict(
        key_trait=Unicode(), value_trait=Unicode(), help="The headings of assignments' columns, by assignment."
    ).tag(config=True)
    student_id_column = Unicode(
        "", help="The heading of the platform's column that holds what nbgrader has as a student's id."
    ).tag(config=True)

    #: What makes the table.
    maker: ClassVar[type[PlatformTable]] = PlatformTable

    def table(self, sheet: Gradesheet) -> Table:
        """The platform's table filled where there is one, else a new one. Raises WrongUsage."""
        return self.maker(self.settings(), self.rules, self.log).table(sheet)

    def settings(self) -> TableSettings:
        """The settings, for what makes the table; those of one platform alone are added where it has them."""
        return TableSettings(
            roster=located(self.roster, self.parent) if self.roster else None,
            columns={str(name): str(heading) for name, heading in self.columns.items()},
            student_id_column=self.student_id_column,
            delimiter=getattr(self, "delimiter", "comma"),
            no_grade=getattr(self, "no_grade", None),
            excel_mark=getattr(self, "excel_mark", False),
            some_assignments=bool(self.assignment),
            some_students=bool(self.student),
        )
