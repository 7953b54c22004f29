"""What all exports of grades share: their settings, their rules, and how they speak to the instructor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Integer

from autograder.gradetables.gradesheet import Gradesheet
from autograder.gradetables.rules import Rules
from autograder.gradetables.tables import Table, write_whole
from autograder.nbgrader.exports.gradesheet import read_gradesheet
from autograder.nbgrader.failures import failing_in_words, log_of

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


class GradesExport(ExportPlugin):
    """A table of grades, written whole or not at all. Subclasses make the table.

    Every grade is the raw score less the late penalty, never below 0 nor above the maximum.
    """

    missing_as_zero = Bool(
        default_value=False, help="Give 0 to a student without a submission, and not an empty cell."
    ).tag(config=True)
    include_unfinished = Bool(
        default_value=False,
        help="Export what a submission has so far that still waits for manual grading, and not an empty cell.",
    ).tag(config=True)
    extra_credit = Bool(default_value=False, help="Let a score be above the assignment's maximum.").tag(config=True)
    decimals = Integer(4, min=0, max=10, help="How many decimals a score has at most.").tag(config=True)
    decimal_comma = Bool(
        default_value=False, help="Write 7,5 and not 7.5, for a platform that is set to such a language."
    ).tag(config=True)

    #: The file that is written where `--to` names none, in the folder where the command runs.
    default_file: ClassVar[str]

    def __init__(self, **kwargs: Any) -> None:
        with failing_in_words(log_of(kwargs.get("parent"))):
            super().__init__(**kwargs)

    def export(self, gradebook: Gradebook) -> None:
        """Write the grades to ``self.to``. An error is logged as a sentence and ends the command with its exit code."""
        to = Path(self.to or self.default_file)
        with failing_in_words(self.log):
            assignments, students = ([str(one) for one in chosen] for chosen in (self.assignment, self.student))
            table = self.table(read_gradesheet(gradebook, assignments, students))
            write_whole(to, table.to_bytes())
        self.log.info("The grades are in %s", to)

    def table(self, sheet: Gradesheet) -> Table:
        """The grades as they will stand in the file. Raises WrongUsage."""
        raise NotImplementedError

    @property
    def rules(self) -> Rules:
        """The settings that decide what stands in a cell."""
        return Rules(
            missing_as_zero=self.missing_as_zero,
            include_unfinished=self.include_unfinished,
            extra_credit=self.extra_credit,
            decimals=self.decimals,
            decimal_comma=self.decimal_comma,
        )
