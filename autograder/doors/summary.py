"""A report as Markdown: what GitHub shows as a job's summary. Nothing that a submission says becomes markup."""

from __future__ import annotations

from html import escape

from autograder.doors.findings import check_text, check_title, exercise_line, is_full, report_text, score_text
from autograder.feedback.words import PUBLIC_ONLY, format_points, plain
from autograder.report import Report, Status

_MOST_BYTES = 500_000  # GitHub takes a megabyte for each step, and refuses all of what is more


def render_summary(report: Report, *, release_hidden: bool, public_only: bool) -> str:
    """Points by exercise in a table, then what each failing check found. Same report, same bytes."""
    lines = [f"## {_inline(report.title)}: {score_text(report)}", ""]
    if report.status is not Status.GRADED:
        lines += _block(report_text(report))
    if report.exercises:
        lines += ["| exercise | points |", "| --- | ---: |"]
        lines += [
            f"| {_inline(one.name)} | {format_points(one.earned)}/{format_points(one.possible)} |"
            for one in report.exercises
        ]
        lines.append("")
    for exercise in report.exercises:
        failed = [check for check in report.checks if check.exercise == exercise.name and not is_full(check)]
        if failed:
            lines += [f"### {_inline(exercise_line(exercise))}", ""]
        for check in failed:
            lines += [f"{_inline(check_title(check))}", ""]
            lines += _block(check_text(check, release_hidden=release_hidden))
    lines += [f"- {_inline(remark)}" for remark in report.submission.remarks]
    lines += ["", PUBLIC_ONLY] if public_only else []
    return _cut("\n".join(lines).rstrip() + "\n")


def _inline(text: str) -> str:
    """Text on one line, in which no sign of Markdown or HTML means anything."""
    safe = escape(plain(" ".join(text.split())), quote=False)
    return "".join(f"&#{ord(sign)};" if sign in "|`*_[]~#@!\\:" else sign for sign in safe)


def _block(text: str) -> list[str]:
    return [f"<pre>{escape(plain(text), quote=False).replace(chr(10), '<br>')}</pre>", ""]


def _cut(text: str) -> str:
    if len(text.encode()) <= _MOST_BYTES:
        return text
    return text.encode()[:_MOST_BYTES].decode(errors="ignore").rpartition("\n<pre>")[0] + "\n\nThe rest is cut off.\n"
