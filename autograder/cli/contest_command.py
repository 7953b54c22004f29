"""``rectify contest``: one's own activation against ReLU, as it is at grading."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click
from rich.table import Table
from rich.text import Text

from autograder.cli.console import out, progress_bar, say, show_chart, write_chart
from autograder.errors import ExitCode

if TYPE_CHECKING:
    from autograder.chart import Chart
    from autograder.contest.data import ImageData
    from autograder.contest.match import Contest
    from autograder.contest.training import Setting
    from autograder.course.course import Assignment

_STEPS = 1000


@click.command("contest")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--data",
    type=click.Choice(["auto", "mnist", "digits"]),
    default="auto",
    help="`mnist`: its 10,000-image file, from `$MNIST_DIR` or the cache. `digits`: scikit-learn's, always here. "
    "`auto` (default): MNIST where it lies on this machine.",
)
@click.option("--download", is_flag=True, help="Fetch MNIST into the cache (1.6 MB), where it is not there yet.")
@click.option(
    "--pairs", type=click.IntRange(5, 200), default=30, show_default=True, help="How many networks each side."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another contest.")
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), help="Save the plots here, as SVG.")
@click.option("--assignment", "name", metavar="NAME", help="The assignment, where the file's name does not tell.")
@click.option(
    "--isolation",
    type=click.Choice(["none", "shared"]),
    default="none",
    help="`none` (default) is for your own code; `shared` runs it in the sandbox that grading uses.",
)
@click.pass_obj
def command(
    course: Path | None,
    *,
    file: Path,
    data: str,
    download: bool,
    pairs: int,
    seed: int,
    folder: Path | None,
    name: str | None,
    isolation: str,
) -> int:
    """Train networks with the activation in FILE, and as many with ReLU, and compare them pair by pair.

    Both sides get the same seeds, starts and batches. The gain counts where its interval lies above zero.
    """
    from autograder.course.course import find_course
    from autograder.course.recognise import assignment_of

    found = find_course(course)
    assignment = found.assignment(name) if name else assignment_of(found, file)
    if assignment.spec.contest is None:
        raise click.UsageError(f"`{assignment.name}` has no contest. Name the assignment with `--assignment NAME`.")
    from autograder.contest.data import find_data
    from autograder.contest.training import Setting

    images = find_data("mnist" if download else data, download=download)
    contest = _held(assignment, file, images, Setting(pairs=pairs), seed, walled=isolation != "none", folder=folder)
    _show(contest)
    if isolation == "none":
        say("Your code ran without a sandbox: compete only with code that you trust.", "dim")
    return ExitCode.OK if contest.test.passes else ExitCode.SUBMISSION


def _held(
    assignment: Assignment,
    file: Path,
    data: ImageData,
    setting: Setting,
    seed: int,
    *,
    walled: bool,
    folder: Path | None,
) -> Contest:
    import torch

    from autograder.sandbox.limits import Limits
    from autograder.sandbox.opening import open_workers
    from autograder.sandbox.session import Session
    from autograder.submission.source import read_submission
    from autograder.testing.contests import drawn, hold_contest
    from autograder.testing.submission import SubmissionUnderTest

    assert assignment.spec.contest is not None
    exercise = assignment.spec.contest.exercise
    cells = [(cell.name, cell.text) for cell in read_submission(file).cells]
    torch.set_num_threads(1)
    with closing(open_workers(Limits.of(assignment.spec.limits), walled=walled)) as workers:
        session = Session(workers, cells)
        try:
            submission = SubmissionUnderTest.of(assignment.spec, session, cells)
            say(f"{setting.pairs} pairs on {data}", "bold")
            rng = torch.Generator().manual_seed(seed)
            with progress_bar("training") as bar:
                task = bar.add_task("", total=_STEPS, now="ReLU, then yours")
                contest = hold_contest(
                    submission,
                    exercise,
                    data,
                    setting,
                    rng,
                    lambda share: bar.update(task, completed=int(_STEPS * share)),
                )
            if folder is not None:
                _save(folder, [drawn(submission, exercise), *contest.charts()])
        finally:
            session.close()
    return contest


def _show(contest: Contest) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("", "mean", "worst", "best"):
        table.add_column(heading, justify="left" if not heading else "right")
    for label, training in (("yours", contest.challenger), ("ReLU", contest.baseline)):
        numbers = training.accuracies
        row = [sum(numbers) / len(numbers), min(numbers), max(numbers)]
        table.add_row(label, *(f"{100 * value:.2f}%" for value in row))
    out.print(table)
    for name, values in contest.challenger.parameters.items():
        say(f"learned {name}, by layer: " + " ".join(f"{value:.3g}" for value in values), "dim")
    show_chart(contest.charts()[1])
    style = "bold green" if contest.test.passes else "bold yellow"
    verdict = "Better than ReLU. " if contest.test.passes else "Not shown to be better than ReLU. "
    out.print(Text(verdict, style=style) + Text(contest.summary))


def _save(folder: Path, charts: Sequence[Chart | None]) -> None:
    names = ("function.svg", "training.svg", "differences.svg")
    for name, chart in zip(names, charts, strict=True):
        if chart is not None:
            say(f"wrote {write_chart(folder / name, chart)}", "dim")
