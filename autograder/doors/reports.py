"""Reports read back from where `rectify grade --out` or `rectify check --report` wrote them."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from autograder.errors import WrongUsage
from autograder.report import REPORT_FORMAT, Report


def read_report(path: Path) -> Report:
    """One report's file. Raises WrongUsage where it cannot be read, or holds no report of this version."""
    try:
        report = Report.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as problem:
        if isinstance(problem, ValidationError):
            first = problem.errors()[0]
            place = ".".join(str(step) for step in first["loc"])
            reason = f"it is no report ({f'`{place}`: ' if place else ''}{first['msg']})"
        else:
            reason = str(getattr(problem, "strerror", None) or problem)
        raise WrongUsage(
            f"`{path}` cannot be read: {reason}. Give what `rectify grade --out` or `rectify check --report` wrote."
        ) from problem
    if report.format != REPORT_FORMAT:
        raise WrongUsage(
            f"`{path}` is a report of format {report.format}, and this version reads {REPORT_FORMAT}. Grade again."
        )
    return report


def read_reports(path: Path) -> list[Report]:
    """The reports of a results folder, by student, or the one in a file. Raises WrongUsage where there is none."""
    if not path.is_dir():
        return [read_report(path)]
    folder = path / "reports" if (path / "reports").is_dir() else path
    reports = [read_report(file) for file in sorted(folder.glob("*.json"))]
    if not reports:
        raise WrongUsage(f"`{path}` holds no report. Give the folder that `rectify grade --out` wrote.")
    return sorted(reports, key=lambda report: (report.student.casefold(), report.student, report.submission.file))
