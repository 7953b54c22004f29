"""What ``check`` shows: a report's exercises, or a sentence why there is none. HTML in a notebook, text elsewhere."""

from __future__ import annotations

from typing import Any

from autograder.report import Report


class CheckView:
    """Rich output of one check. ``report`` is None where there is a ``message`` in its place."""

    def __init__(self, report: Report | None, message: str = "") -> None:
        self.report = report
        self.message = message

    @property
    def earned(self) -> float:
        """Points of the exercises that were checked."""
        return sum(one.earned for one in self.report.exercises) if self.report else 0.0

    @property
    def possible(self) -> float:
        """The most public points that they can earn."""
        return sum(one.possible for one in self.report.exercises) if self.report else 0.0

    def renderable(self) -> Any:
        """For a rich console."""
        from rich.text import Text

        from autograder.feedback.terminal import report_view
        from autograder.feedback.words import plain

        if self.report is None:
            return Text(plain(self.message))
        return report_view(self.report, public_only=True)

    def _repr_html_(self) -> str:
        from autograder.feedback.page import render_fragment, render_message
        from autograder.feedback.words import PUBLIC_ONLY, format_points

        if self.report is None:
            return render_message(self.message)
        names = [one.name for one in self.report.exercises]
        return render_fragment(
            self.report,
            names,
            release_hidden=True,  # there are none here
            remarks=self.report.submission.remarks,
            closing=f"{format_points(self.earned)} of {format_points(self.possible)} public points. {PUBLIC_ONLY}",
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        del include, exclude
        return {"text/plain": repr(self), "text/html": self._repr_html_()}

    def __repr__(self) -> str:
        """The view in plain text."""
        from io import StringIO

        from rich.console import Console

        file = StringIO()
        # In a kernel, rich would show what it prints instead of writing it.
        console = Console(file=file, force_jupyter=False, width=100, color_system=None, highlight=False)
        console.print(self.renderable())
        return "\n".join(line.rstrip() for line in file.getvalue().splitlines()).strip("\n")
