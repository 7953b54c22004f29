"""``make bench``: every budget, measured in this run on this machine. Ratios travel between machines; times do not."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import torch
from rich.console import Console
from rich.table import Table
from scipy.special import bdtrc

from autograder.course.course import Course
from autograder.sandbox.bubblewrap import why_no_sandbox
from tests.benchmarks import (
    class_of_200,
    contest,
    eight_checks,
    false_passes,
    handins_of_200,
    marginal,
    memory,
    startup,
    throughput,
)

#: How many contests each challenger that is no better than ReLU is given here; the reading states more.
_CONTESTS = 40
ROOT = Path(__file__).parent.parent.parent


class Budgets:
    """The table that is printed: what was measured, against what, and whether it holds."""

    def __init__(self) -> None:
        self.table = Table(title="Budgets", title_justify="left", header_style="bold")
        for heading in ("what", "measured", "against", "ratio", "budget", ""):
            self.table.add_column(heading, justify="right" if heading in {"measured", "ratio"} else "left")
        self.broken = 0

    def add(self, what: str, measured: str, against: str, ratio: str, budget: str, *, holds: bool) -> None:
        """One line."""
        self.broken += not holds
        self.table.add_row(what, measured, against, ratio, budget, "holds" if holds else "[red]BROKEN[/red]")


def main() -> int:
    """Measure everything and print the table; 1 where a budget is broken."""
    reason = why_no_sandbox()
    if reason:
        sys.stderr.write(f"The sandbox cannot be measured here: {reason}\n")
        return 4
    warnings.simplefilter("ignore")  # what submissions warn of where they run plainly, without the sandbox
    torch.set_num_threads(1)
    course, budgets = Course(ROOT), Budgets()
    for assignment in course.assignments:
        _add_marginal(budgets, f"one more `{assignment.name}`", marginal.measure(assignment))
    first = course.assignments[0]
    one, two = (throughput.submissions_per_second(first, jobs) for jobs in (1, 2))
    budgets.add(
        "2 jobs", f"{two:.1f} a second", f"1 job: {one:.1f}", f"{two / one:.2f}x", "over 1.3x", holds=two > 1.3 * one
    )
    warm = throughput.warm_check_milliseconds(first)
    budgets.add(f"warm check of `{first.name}`", f"{warm:.0f} ms", "", "", "under 150 ms", holds=warm < 150)
    _add_startup(budgets, startup.measure())
    for *words, holds in class_of_200.lines(course.assignment(eight_checks.NAME)):
        budgets.add(*words, holds=holds)
    for *words, holds in handins_of_200.lines(course):
        budgets.add(*words, holds=holds)
    held = memory.measure(first)
    text = "not readable by this user" if held is None else f"{held:.0f} MB"
    budgets.add("memory of a worker's own", text, "", "", "under 100 MB", holds=held is None or held < 100)
    for kind in (contest.Bend, contest.LearnedLeak):
        _add_contest(budgets, kind.__name__, contest.measure(kind))
    _add_false_passes(budgets, list(false_passes.measure(_CONTESTS)))
    Console(width=120).print(budgets.table)
    return 1 if budgets.broken else 0


def _add_marginal(budgets: Budgets, what: str, found: dict[str, float]) -> None:
    own = found["sandboxed"]
    for name, most, budget in (
        ("floor", 2.0, "within 2x"),
        ("pytest", 1.0, "faster"),
        ("pytest without sweeps", 1.0, "faster"),
    ):
        ratio = own / found[name]
        budgets.add(
            what, f"{own:.1f} ms", f"{name}: {found[name]:.1f} ms", f"{ratio:.2f}x", budget, holds=ratio <= most
        )


def _add_contest(budgets: Budgets, name: str, found: dict[str, float]) -> None:
    what, own = f"a contest's training, `{name}`", found["sandboxed"]
    for way, against in (("plain", "plain PyTorch"), ("stacked", "stacked, no sandbox")):
        if way in found:
            ratio = own / found[way]
            text = f"{against}: {found[way]:.2f} s"
            budgets.add(what, f"{own:.2f} s", text, f"{ratio:.2f}x", "within 3x", holds=ratio <= 3)


def _add_false_passes(budgets: Budgets, found: Sequence[false_passes.Passes]) -> None:
    """Under 2%: a challenger breaks it whose passes are more than chance explains at that rate, in one run of 100."""
    for one in found:
        likely = bdtrc(one.passed - 1, one.contests, 0.02) if one.passed else 1.0
        passed = f"{one.passed} of {one.contests}"
        budgets.add(f"false passes: {one.challenger}", passed, "", "", "under 2%", holds=bool(likely > 0.01))


def _add_startup(budgets: Budgets, found: dict[str, float]) -> None:
    for command in ("--help", "list", "quiz"):
        seconds = found[f"rectify {command}"]
        waits = startup.imports_torch(command)
        against = f"import torch: {found['import torch']:.2f} s"
        ratio = f"{seconds / found['import torch']:.2f}x"
        budget = "under 0.3 s, no torch"
        budgets.add(f"rectify {command}", f"{seconds:.2f} s", against, ratio, budget, holds=seconds < 0.3 and not waits)


if __name__ == "__main__":
    sys.exit(main())
