"""``rectify person``: what the service keeps of one person, given out or removed, for who asks by mail."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from autograder.cli.console import say
from autograder.cli.service_options import data_option
from autograder.errors import OperatorError, WrongUsage

if TYPE_CHECKING:
    from autograder.service.database import Database
    from autograder.service.finding import Known

_TO_STDOUT = "-"


@click.group("person", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Give out, or remove, all that the service keeps of one person.

    STUDENT is a number, a key, an address or a whole name, as the class shows them; where that is several people, or
    nobody, the message lists who it might be. `$RECTIFY_DATABASE_URL` counts here as it does for `rectify serve`.
    """


@command.command("export")
@click.argument("student")
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where it goes; `-` is standard output. Default: `person-NUMBER.json`.",
)
@data_option()
def export_command(student: str, target: Path | None, data: Path) -> None:
    """Write all that is kept of STUDENT as one JSON file: files, reports, scores and reasons, responses."""
    from autograder.web.kept import as_text, export_all

    with _opened(data) as database:
        found = _found(database, data, student)
        told = export_all(database, data, found.person)
    text = as_text(told)
    if str(target) == _TO_STDOUT:
        sys.stdout.write(text)
        return
    path = target or Path(f"person-{found.person.id}.json")
    _write(path, text)
    say(f"{path}  {found.words}: {_counts(told)}")


@command.command("erase")
@click.argument("student")
@click.option("--yes", is_flag=True, help="Remove it without asking.")
@data_option()
def erase_command(student: str, data: Path, *, yes: bool) -> None:
    """Remove all that is kept of STUDENT, for good. What the LMS has in its own gradebook stays there.

    Export it first where somebody may still ask for it: only a backup brings it back.
    """
    from autograder.web.kept import erase_all, export_all

    with _opened(data) as database:
        found = _found(database, data, student)
        say(f"{found.words}: {_counts(export_all(database, data, found.person))}")
        if not (yes or _consents()):
            say("Nothing was removed.")
            return
        erase_all(database, data, found.person, by=None)
    say(f"Everything about number {found.person.id} is removed from this service. Backups still have it.")


@contextmanager
def _opened(data: Path) -> Iterator[Database]:
    """The service's database. Raises WrongUsage where there is none: one that is made now holds nobody."""
    from autograder.lti import tables  # the database makes these, too
    from autograder.service.database import FILE_NAME, Database, database_url

    assert tables.platforms is not None
    if not data.is_dir() or not (os.environ.get("RECTIFY_DATABASE_URL") or (data / FILE_NAME).is_file()):
        raise WrongUsage(
            f"`{data}` is no folder of a service. Name the one that `rectify serve` has with `--data DIR`."
        )
    database = Database.open(database_url(data))
    try:
        yield database
    finally:
        database.close()


def _found(database: Database, data: Path, student: str) -> Known:
    """The one person. Raises NotOne, and WrongUsage where the person's quizzes lie elsewhere."""
    from autograder.service.finding import find_person
    from autograder.web.kept import missing_records

    with database.read() as connection:
        found = find_person(connection, student)
    missing = missing_records(database, data, found.person)
    if missing:
        raise WrongUsage(
            f"`{missing[0]}` is not there, and {found.person.name} has sat that quiz. Name the folder that "
            "`rectify serve` has with `--data DIR`. If the file is lost, the instructor's page does without it."
        )
    return found


def _consents() -> bool:
    """Ask whoever is there. Raises WrongUsage where that is nobody."""
    if not sys.stdin.isatty():
        raise WrongUsage("Nobody is there to be asked. If it is to be removed for good, add `--yes`.")
    return bool(click.confirm("Remove all of it for good?"))


def _counts(told: dict[str, Any]) -> str:
    from autograder.web.templating import counted

    sittings = sum(len(found) for found in told["quizzes"].values())
    numbers = {"file": len(told["handins"]), "report": len(told["reports"]), "quiz sitting": sittings}
    return ", ".join(counted(number, what) for what, number in numbers.items())


def _write(path: Path, text: str) -> None:
    """Write the file for its owner alone, in the place of one that was there."""
    try:
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as problem:
        raise OperatorError(
            f"`{path}` cannot be written: {problem.strerror}. Name another place with `--to`."
        ) from problem
