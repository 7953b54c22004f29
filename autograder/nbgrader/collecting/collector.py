"""Plugins of `nbgrader zip_collect` for what Canvas and Moodle give an instructor to download."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from traitlets import Unicode

from autograder.gradetables.rosters import read_roster
from autograder.gradetables.tables import write_whole
from autograder.nbgrader.collecting.arrivals import by_owner, choose, files_below, read_arrival
from autograder.nbgrader.collecting.collection import Collecting, Collection, Taken, named
from autograder.nbgrader.collecting.companions import SECRET, TIMESTAMP, Companions, companions
from autograder.nbgrader.collecting.student_ids import Directory, students_in
from autograder.nbgrader.collecting.submission_times import zone_called
from autograder.nbgrader.collecting.unpacking import Unpacking, convert
from autograder.nbgrader.failures import failing_in_words, log_of
from autograder.nbgrader.students import located
from autograder.submission.source import shown

#: Where among the unpacked files those lie that are made here. No archive is unpacked there.
_BESIDE = ".beside"


class SafeExtractor(ExtractorPlugin):
    """Unpacks zip archives without trust: what climbs out, links elsewhere or swells is refused, and named.

    A student's archive inside the class's is unpacked too. Whoever handed in a Python file and no notebook gets a
    notebook of one cell made of it, for nbgrader collects notebooks alone.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        #: When files were handed in, by the clock of whoever packed them, where their archive knows that.
        self.dates: dict[Path, datetime] = {}

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack and copy what is in ``archive_path``. An error is logged as a sentence and ends the command."""
        archives, root = Path(archive_path), Path(extracted_path)
        with failing_in_words(self.log):
            if not files_below(archives):
                self.log.warning("There is nothing in `%s`. Put the platform's download there.", archives)
                return
            unpacking = Unpacking(self.log.warning)
            unpacking.unpack_all(archives, root)
            self.dates = unpacking.dates
            self._lower_endings(root)
            self._convert(root)
        # nbgrader lists the files next; what goes with them has to be there.
        collector = self.parent.collector_plugin_inst
        if isinstance(collector, PlatformCollector):
            collector.prepare()

    def _lower_endings(self, root: Path) -> None:
        """A notebook is `.ipynb` to nbgrader, and never `.IPYNB`, nor `.ipynb.txt`, as browsers and Windows save it."""
        for path in files_below(root):
            is_hung_on = path.suffix.lower() in {".txt", ".json"} and path.stem.lower().endswith(".ipynb")
            plain = path.with_suffix("") if is_hung_on else path
            lower = plain.with_suffix(plain.suffix.lower())
            if lower.suffix == ".ipynb" and not lower.exists():
                path.rename(lower)
                if path in self.dates:
                    self.dates[lower] = self.dates[path]

    def _convert(self, root: Path) -> None:
        found = (read_arrival(path, root) for path in files_below(root))
        for files in by_owner(arrival for arrival in found if arrival).values():
            python = [arrival for arrival in files if arrival.given.lower().endswith(".py")]
            if not python or any(arrival.is_notebook for arrival in files):
                continue
            person = named(python[0].label)
            choice = choose(python, notebooks_of(self.parent))
            for problem in choice.problems:
                self.log.warning("%s: %s", person, problem)
            for source, notebook in convert(choice.files.values(), self.log.warning):
                self.log.info("%s handed in `%s` and no notebook: one was made of it", person, shown(source.name))
                if source in self.dates:
                    self.dates[notebook] = self.dates[source]


class PlatformCollector(FileNameCollectorPlugin):
    """Reads file names as Canvas and Moodle make them, and finds each student's notebook under whatever name.

    Students are found in ``roster``, the platform's own table of the class (Canvas's gradebook export; Moodle's grading
    worksheet or grade export), else in the gradebook by their LMS user id or name. Whoever is in neither keeps the
    number that Canvas, or the name that Moodle has for them. Files that follow neither layout go by ``named_regexp``,
    where that is set.

    Moodle's worksheet says when each was handed in. Canvas says who is late, and not by how much.
    """

    roster = Unicode("", help="The table of the class that the platform exported: it says who is who.").tag(config=True)
    student_id_column = Unicode(
        "", help="The heading of the column in it that holds nbgrader's student ids; by default it is found out."
    ).tag(config=True)
    timezone = Unicode("", help="The platform's time zone, such as Europe/Zurich; by default this machine's.").tag(
        config=True
    )

    def __init__(self, **kwargs: Any) -> None:
        with failing_in_words(log_of(kwargs.get("parent"))):
            super().__init__(**kwargs)
        self._collection: Collection | None = None

    def prepare(self) -> None:
        """Lay what nbgrader wants beside each notebook among the unpacked files: a secret, and a time stamp."""
        with failing_in_words(self.log):
            self._collection = self._read()
            self._add_companions(self._collection, _extracted(self.parent) / _BESIDE)

    def collect(self, submitted_file: str) -> dict[str, str | None] | None:
        """Say whose the file is, which notebook and when it was handed in, or None where it is not to be collected."""
        if self._collection is None:
            with failing_in_words(self.log):
                self._collection = self._read()
        taken = self._collection.files.get(Path(submitted_file))
        if taken:
            return {"student_id": taken.student, "file_id": taken.notebook, "timestamp": taken.submitted}
        if self.named_regexp and Path(submitted_file) in self._collection.unlabelled:
            found: dict[str, str | None] | None = super().collect(submitted_file)
            return found
        return None

    def _add_companions(self, collection: Collection, beside: Path) -> None:
        coursedir = self.parent.coursedir
        students: dict[str, dict[str, Path]] = defaultdict(dict)
        for path, taken in collection.files.items():
            students[taken.student][taken.notebook] = path
        for number, (student, notebooks) in enumerate(sorted(students.items())):
            # nbgrader takes the last of several, too.
            times = [time for path in notebooks.values() if (time := collection.files[path].submitted)]
            folder = Path(coursedir.format_path(coursedir.submitted_directory, student, coursedir.assignment_id))
            found = companions(folder, notebooks, max(times, default=None))
            self._say_what_was_there(student, found)
            for notebook, path in notebooks.items():
                collection.files[path] = Taken(student, notebook, found.submitted)
            # Without a time the stamp is empty: `nbgrader release_feedback` reads one of everybody.
            texts = {SECRET: found.secret} | ({} if found.submitted else {TIMESTAMP: ""})
            for name, text in texts.items():
                path = beside / str(number) / name
                write_whole(path, text.encode())
                collection.files[path] = Taken(student, name, found.submitted)

    def _say_what_was_there(self, student: str, found: Companions) -> None:
        said = f"`{found.submitted}`" if found.submitted else "nothing"
        if found.kept is not None:
            self.log.info("%s: what you wrote in `%s` is kept: %s", shown(student), TIMESTAMP, said)
        elif found.replaced is not None:
            self.log.warning(
                "%s: `%s` said `%s` and now says %s: correct it again where that is wrong",
                shown(student),
                TIMESTAMP,
                shown(found.replaced),
                said,
            )

    def _read(self) -> Collection:
        roster = read_roster(located(self.roster, self.parent)) if self.roster else None
        known, problem = students_in(self.parent.coursedir)
        collecting = Collecting(
            notebooks_of(self.parent),
            Directory(roster, known, self.student_id_column),
            getattr(self.parent.extractor_plugin_inst, "dates", {}),
            zone_called(self.timezone),
        )
        collection = collecting.collect(_extracted(self.parent))
        say: list[tuple[Callable[..., None], list[str]]] = [
            (self.log.info, collection.notes),
            (self.log.warning, [*filter(None, [problem]), *collection.warnings]),
        ]
        for log, sentences in say:
            for sentence in sentences:
                log("%s", sentence)
        if collection.unlabelled and not self.named_regexp:
            names = ", ".join(f"`{shown(path.name)}`" for path in collection.unlabelled[:10])
            self.log.warning(
                "Named neither as Canvas nor as Moodle names files: %s. Set `named_regexp` to collect them", names
            )
        return collection


def notebooks_of(app: Any) -> list[str]:
    """The names of the assignment's notebooks, without their ending: as released, else as in the source."""
    coursedir = app.coursedir
    for folder in (coursedir.release_directory, coursedir.source_directory):
        found = sorted(Path(coursedir.format_path(folder, ".", coursedir.assignment_id)).glob("*.ipynb"))
        if found:
            return [path.stem for path in found]
    return [coursedir.assignment_id]


def _extracted(app: Any) -> Path:
    structure = str(Path(app.coursedir.root, app.collect_directory_structure))
    return Path(
        structure.format(
            downloaded=app.downloaded_directory,
            assignment_id=app.coursedir.assignment_id,
            collect_step=app.extracted_directory,
        )
    )
