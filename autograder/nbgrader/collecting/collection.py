"""What `nbgrader zip_collect` takes from a folder of hand-ins: which file is whose, which notebook, from when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from autograder.nbgrader.collecting.arrivals import CONVERTED, Arrival, by_owner, choose, files_below, read_arrival
from autograder.nbgrader.collecting.student_ids import Directory, Identities
from autograder.nbgrader.collecting.submission_times import SUBMITTED, file_date, in_utc, read_time
from autograder.submission.layouts import Label
from autograder.submission.source import shown


@dataclass(frozen=True, slots=True)
class Taken:
    """A file to be collected: the student's id, the file's name there, and when it was handed in (UTC), if known."""

    student: str
    notebook: str
    submitted: str | None = None


@dataclass
class Collection:
    """The files to be taken, and sentences on how: ``notes`` for the curious, ``warnings`` for whoever has to act."""

    files: dict[Path, Taken] = field(default_factory=dict)
    unlabelled: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Collecting:
    """By what a folder is read: the assignment's notebooks, who is who, and what is known of times.

    ``dates`` are of files whose archive knows when they were handed in, on the clock of ``zone``.
    """

    notebooks: Sequence[str]
    directory: Directory
    dates: Mapping[Path, datetime]
    zone: tzinfo | None

    def collect(self, root: Path) -> Collection:
        """Read the folder. Raises WrongUsage where the roster has no column for ids."""
        result = Collection()
        arrivals = []
        for path in files_below(root):
            arrival = read_arrival(path, root)
            if arrival is None:
                result.unlabelled.append(path)
            else:
                arrivals.append(arrival)
        identities = self.directory.identify(arrival.label for arrival in arrivals)
        if identities.made_up:
            where = "the gradebook" if self.directory.roster is None else f"`{self.directory.roster.path}`"
            people = "; ".join(identities.made_up)
            result.warnings.append(f"Not in {where}, so they keep what the platform calls them: {people}.")
        for files in by_owner(arrivals).values():
            self._take(files, identities, result)
        self._say_if_timeless(arrivals, result)
        return result

    def _take(self, files: Sequence[Arrival], identities: Identities, result: Collection) -> None:
        label = files[0].label
        person = named(label)
        notebooks = [arrival for arrival in files if arrival.is_notebook]
        notebooks = [arrival for arrival in notebooks if not _is_converted(arrival)] or notebooks
        if not notebooks:
            names = ", ".join(sorted(arrival.named for arrival in files)[:5])
            result.warnings.append(f"{person} handed in no notebook, only {names}.")
            return
        choice = choose(notebooks, self.notebooks)
        result.notes += [f"{person}: {guess}" for guess in choice.guesses]
        result.warnings += [f"{person}: {problem}" for problem in choice.problems]
        row = identities.rows.get(label.identifier)
        for notebook, arrival in choice.files.items():
            submitted = self._time(arrival, row)
            result.files[arrival.path] = Taken(identities.identifiers[label.identifier], f"{notebook}.ipynb", submitted)
            if arrival.label.late:
                result.warnings.append(
                    f"{person} is late: Canvas says that, and not by how much. Unless you corrected it before, the "
                    f"archive's date is taken, {submitted} UTC; correct it in the student's `timestamp.txt`."
                )

    def _time(self, arrival: Arrival, row: int | None) -> str | None:
        """When it was handed in. Canvas dates all files as of the download, and marks those that were late."""
        if arrival.label.platform == "Canvas":
            moment = file_date(arrival.path) if arrival.label.late else None
        else:
            moment = self._time_in_roster(row) or self.dates.get(arrival.path)
        return None if moment is None else in_utc(moment, self.zone)

    def _time_in_roster(self, row: int | None) -> datetime | None:
        roster = self.directory.roster
        column = roster.find_column(SUBMITTED) if roster else None
        return None if roster is None or row is None or column is None else read_time(roster.cell(row, column))

    def _say_if_timeless(self, arrivals: Sequence[Arrival], result: Collection) -> None:
        moodles = {arrival.path for arrival in arrivals if arrival.label.platform == "Moodle"} & set(result.files)
        if moodles and not any(result.files[path].submitted for path in moodles):
            result.warnings.append(
                "Moodle's archive does not say when anything was handed in, so nobody counts as late. Its grading "
                "worksheet says it: give that as `roster`."
            )


def named(label: Label) -> str:
    """A student in a sentence, as the platform calls them."""
    return f"{shown(label.student)} ({label.platform} {label.identifier})"


def _is_converted(arrival: Arrival) -> bool:
    return arrival.given.lower().endswith(CONVERTED)
