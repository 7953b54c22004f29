"""How nbgrader reads a notebook here: what was submitted as text, mended; what is graded already as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from autograder.nbgrader.issued import issued_notebook
from autograder.nbgrader.late.plugin import refuse_wrong_policy
from autograder.nbgrader.mending import mend, read_as_far_as_possible
from autograder.nbgrader.student_files import remove_others


class SubmissionExporter(NotebookExporter):
    """For ``c.Autograde.exporter_class``: a damaged notebook is mended, and stops nobody.

    nbgrader converts twice: from ``submitted`` to ``autograded``, and there in place. Only the first reading mends.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # nbgrader makes its exporter before it looks at the first submission: the one time to stop without a traceback.
        refuse_wrong_policy(self)

    def from_filename(self, filename: str, resources: dict[str, Any] | None = None, **kw: Any) -> tuple[Any, Any]:
        """Read one notebook and export it, as nbconvert's exporters do."""
        names = (resources or {}).get("nbgrader")
        coursedir = getattr(self.parent, "coursedir", None)
        if not names or not isinstance(coursedir, CourseDirectory) or not _is_submitted(filename, names, coursedir):
            return super().from_filename(filename, resources=resources, **kw)
        released = Path(
            coursedir.format_path(coursedir.release_directory, ".", names["assignment"]), f"{names['notebook']}.ipynb"
        )
        with Gradebook(names["db_url"], coursedir.course_id) as gradebook:
            issued = issued_notebook(gradebook, names["notebook"], names["assignment"], released)
        folders = (coursedir.autograded_directory, coursedir.submitted_directory)
        autograded, submitted = (
            Path(coursedir.format_path(one, names["student"], names["assignment"])) for one in folders
        )
        source = Path(coursedir.format_path(coursedir.source_directory, ".", names["assignment"]))
        # nbgrader has copied what lies beside the notebook, links as what they lead to.
        remove_others(autograded, submitted, source, coursedir)
        mended = mend(read_as_far_as_possible(Path(filename)), issued)
        exported: tuple[Any, Any] = self.from_notebook_node(nbformat.from_dict(mended), resources=resources, **kw)
        return exported


def _is_submitted(filename: str, names: dict[str, str], coursedir: CourseDirectory) -> bool:
    folder = coursedir.format_path(coursedir.submitted_directory, names["student"], names["assignment"])
    # The folder, not what a link in it leads to: a notebook that is a link would be read as it stands there.
    return Path(filename).parent.resolve() == Path(folder).resolve()
