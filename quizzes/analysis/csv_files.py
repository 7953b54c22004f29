"""The analysis as CSV: items.csv, options.csv and test.csv. A figure that is not defined is empty, with the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from quizzes.analysis.analysis import Analysis, ItemReport
from quizzes.analysis.estimate import Estimate
from quizzes.analysis.numerals import NUMERAL
from quizzes.analysis.words import plain

Cell = str | int | float | None

#: A spreadsheet takes a cell that begins so for a formula, and students choose what they respond.
FORMULA_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
COUNTS = ("scored", "responded", "omitted", "not_reached", "not_shown", "ungraded")
ESTIMATES = ("difficulty", "discrimination", "item_total", "upper_lower", "alpha_without")


def csv_files(analysis: Analysis) -> dict[str, str]:
    """The files by their names. Same analysis, same bytes."""
    return {"items.csv": items_csv(analysis), "options.csv": options_csv(analysis), "test.csv": test_csv(analysis)}


def items_csv(analysis: Analysis) -> str:
    """A row for each item: counts, figures with intervals, and the names of its flags."""
    header = ["number", "item", "text", "possible", *COUNTS]
    for name in ESTIMATES:
        header += _header(name)
    header += [*_group_names(analysis), "flags", "reasons"]
    return _written(header, (_item(report) for report in analysis.items))


def _item(report: ItemReport) -> list[Cell]:
    item = report.statistics
    row: list[Cell] = [item.number, item.name, item.text, item.possible]
    row += [getattr(item.counts, name) for name in COUNTS]
    for name in ESTIMATES:
        row += _figures(getattr(item, name))
    row += item.by_group
    sure = [flag.name if flag.is_sure else f"{flag.name}?" for flag in report.flags]
    return [*row, " ".join(sure), " ".join(flag.reason for flag in report.flags)]


def options_csv(analysis: Analysis) -> str:
    """A row for each option of each item: how often it was chosen, by whom, and its own correlation."""
    header = ["number", "item", "option", "text", "kind", "listed", "count", *_header("share")]
    header += [*_group_names(analysis), *_header("correlation")]
    rows: list[list[Cell]] = []
    for report in analysis.items:
        for option in report.statistics.options:
            row: list[Cell] = [report.statistics.number, report.statistics.name, option.label, option.text, option.kind]
            row += ["yes" if option.known else "no", option.count, *_figures(option.share), *option.by_group]
            rows.append([*row, *_figures(option.correlation)])
    return _written(header, rows)


def test_csv(analysis: Analysis) -> str:
    """A row for each figure of the whole quiz; scores are shares of the points, the standard error is in points."""
    whole = analysis.whole
    rows: list[list[Cell]] = [
        ["students", whole.students, None, None, whole.students, ""],
        ["students with every item", whole.complete, None, None, whole.students, ""],
        ["items", whole.items, None, None, None, ""],
        ["points", whole.possible, None, None, None, ""],
        ["mean score", *_figures(whole.mean)],
        ["standard deviation of scores", *_figures(whole.deviation)],
        ["median score", whole.median, None, None, whole.students, ""],
        ["lowest score", whole.lowest, None, None, whole.students, ""],
        ["highest score", whole.highest, None, None, whole.students, ""],
        ["alpha", *_figures(whole.alpha)],
        ["KR-20", *_figures(whole.kr20)],
        ["standard error of measurement, points", *_figures(whole.error)],
        ["half of the 95 % band about a score, points", whole.band, None, None, whole.error.count, whole.error.reason],
    ]
    rows += [["attempts that count", analysis.policy.attempts, None, None, None, ""]]
    rows += [["missing responses", analysis.policy.missing, None, None, None, ""]]
    rows += [["warning", text, None, None, None, ""] for text in analysis.warnings]
    rows += [["remark", text, None, None, None, ""] for text in analysis.remarks]
    return _written(["figure", "value", "low", "high", "count", "not_defined_because"], rows)


def _header(name: str) -> list[str]:
    return [name, f"{name}_low", f"{name}_high", f"{name}_count", f"{name}_not_defined_because"]


def _figures(estimate: Estimate) -> list[Cell]:
    return [estimate.value, estimate.low, estimate.high, estimate.count, estimate.reason]


def _group_names(analysis: Analysis) -> list[str]:
    return [f"share_{name.replace(' %', '').replace(' ', '_')}" for name in analysis.groups.names]


def _written(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return text.getvalue()


def _cell(value: Cell) -> str:
    """A number to six digits after the point; text on one line, and never a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        flat = plain(value)
        return f"'{flat}" if flat.startswith(FORMULA_SIGNS) and not NUMERAL.fullmatch(flat) else flat
    text = f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return "0" if text == "-0" else text
