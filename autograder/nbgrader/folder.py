"""A course folder of nbgrader: its settings, as nbgrader itself reads them, and its gradebook."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import AuthorError, OperatorError, WrongUsage
from autograder.nbgrader.importing import import_nbgrader

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from nbgrader.coursedir import CourseDirectory
    from sqlalchemy.engine import URL
    from traitlets.config import Config

CONFIG_NAME = "nbgrader_config.py"
#: Where the settings that `rectify nbgrader init` writes look for the gradebook's address.
GRADEBOOK_VARIABLE = "RECTIFY_GRADEBOOK_URL"


@dataclass(frozen=True)
class NbgraderFolder:
    """A folder with ``nbgrader_config.py``, and all settings that nbgrader's commands have there."""

    path: Path
    config: Config

    @property
    def root(self) -> Path:
        """Where ``source``, ``submitted`` and ``autograded`` lie: the folder itself, unless it says otherwise."""
        return _root(self.path, self.config)

    @property
    def db_url(self) -> str:
        """The gradebook's address for SQLAlchemy; by default ``gradebook.db`` in the root."""
        return str(_setting(self.config, "db_url")) or f"sqlite:///{self.root / 'gradebook.db'}"

    @property
    def course_id(self) -> str:
        """The course's name in the gradebook and the exchange; ``""`` where none is set."""
        return str(_setting(self.config, "course_id")).strip()

    @property
    def course(self) -> Path | None:
        """The course that submissions are graded by, where the settings name it."""
        named = str(self.config.GradeInSandbox.get("course", ""))
        return Path(self.path, named) if named else None

    @property
    def isolation(self) -> str:
        """Who shares a sandbox: see `rectify grade --help`."""
        return str(self.config.GradeInSandbox.get("isolation", "shared"))

    @cached_property
    def coursedir(self) -> CourseDirectory:
        """The folder as nbgrader sees it. The first use imports nbgrader, which takes seconds."""
        import_nbgrader()
        from nbgrader.coursedir import CourseDirectory

        return CourseDirectory(config=self.config, root=str(self.root), db_url=self.db_url)

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """The open gradebook; what was not committed when the block ends is not kept.

        Raises WrongUsage where there is no gradebook yet, OperatorError where the database refuses.
        """
        from sqlalchemy.exc import SQLAlchemyError

        url = self._database()
        try:
            with _opened(self.db_url, self.course_id or "default_course") as gradebook:
                yield gradebook
        except SQLAlchemyError as problem:
            reason = str(getattr(problem, "orig", None) or problem).strip().splitlines()[0]
            raise OperatorError(
                f"The gradebook `{url.render_as_string(hide_password=True)}` cannot be used: {reason}. What the step "
                "that failed had begun is undone. See that the database's server runs, that its address is right, and "
                "that nobody else locks it; then run the command again."
            ) from problem

    def _database(self) -> URL:
        """The gradebook's address in parts, once it is sure that there is something to open."""
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            url = make_url(self.db_url)
        except ArgumentError as problem:
            is_variables = self.db_url == os.environ.get(GRADEBOOK_VARIABLE)
            where, remedy = (
                (f"The environment variable `{GRADEBOOK_VARIABLE}`", "unset it")
                if is_variables
                else (f"`{self.path / CONFIG_NAME}`: `c.CourseDirectory.db_url`", "remove the line")
            )
            raise AuthorError(
                f"{where} is no address of a database. Write one such as `postgresql+psycopg://user@host/gradebook`, "
                f"or {remedy}."
            ) from problem
        if url.drivername.startswith("sqlite") and url.database and not Path(self.path, url.database).is_file():
            raise WrongUsage(
                f"There is no gradebook `{url.database}` yet. Run `nbgrader generate_assignment NAME` in `{self.path}`."
            )
        return url


def _opened(db_url: str, course_id: str) -> Gradebook:
    """What nbgrader opens. It runs the program ``alembic`` where the database is still empty."""
    import_nbgrader()
    from nbgrader.api import Gradebook

    try:
        return Gradebook(db_url, course_id)
    except (ImportError, OSError) as problem:
        raise OperatorError(
            f"The gradebook cannot be opened: {problem}. A driver or a program that nbgrader needs is missing: "
            "install `rectify-course[nbgrader]`, activate its environment, and run the command again."
        ) from problem


def load_folder(directory: Path) -> NbgraderFolder:
    """The course folder at ``directory``: the user's and the system's settings of nbgrader, then the folder's own.

    Imports traitlets alone, not nbgrader. Raises WrongUsage where there is no ``nbgrader_config.py``, AuthorError
    where it cannot be run.
    """
    path = directory.resolve()
    if not (path / CONFIG_NAME).is_file():
        raise WrongUsage(
            f"`{directory}` is no course folder of nbgrader: there is no `{CONFIG_NAME}` in it. Name the folder with "
            "`--dir`, or write one with `rectify nbgrader init DIR`."
        )
    from jupyter_core.paths import jupyter_config_dir, jupyter_config_path

    users = list(dict.fromkeys([jupyter_config_dir(), *jupyter_config_path()]))
    config = _read_config("jupyter_config", users)
    config.merge(_read_config(CONFIG_NAME, users))
    config.merge(_read_config(CONFIG_NAME, [str(path)]))
    # nbgrader reads once more what lies in the root, where that is another folder.
    root = _root(path, config)
    if root != path:
        config.merge(_read_config(CONFIG_NAME, [str(root)]))
    return NbgraderFolder(path, config)


def _read_config(name: str, paths: list[str]) -> Config:
    """What the files of that name say; the first path has the last word."""
    from traitlets.config import Application

    # Traitlets's own setting: without it a mistake in a file is logged with its traceback, and the file left out.
    reader = Application(raise_config_file_errors=True)
    try:
        reader.load_config_file(name, path=paths)
    except (Exception, SystemExit) as problem:
        line = _line_of(problem, CONFIG_NAME)
        raise AuthorError(
            f"`{CONFIG_NAME}`, read from {', '.join(f'`{path}`' for path in paths)}: {line}"
            f"{type(problem).__name__}: {problem}. Mend the file; nbgrader's own commands stop at it, too."
        ) from problem
    return reader.config


def _line_of(problem: BaseException, name: str) -> str:
    """``line 3: `` where the problem arose in a file of that name."""
    if isinstance(problem, SyntaxError):
        return f"line {problem.lineno}: "
    line, trace = "", problem.__traceback__
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).name == name:
            line = f"line {trace.tb_lineno}: "
        trace = trace.tb_next
    return line


def _root(path: Path, config: Config) -> Path:
    return Path(path, str(_setting(config, "root"))).resolve()


def _setting(config: Config, name: str) -> Any:
    """One of ``c.CourseDirectory``'s settings, ``""`` where it is not set."""
    return config.CourseDirectory.get(name, "")
