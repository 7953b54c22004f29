"""``rectify quiz [BANK]``: the list of banks, a sitting in the terminal or in the browser, practice of what is due."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from autograder.cli.console import err, out, say
from autograder.errors import ExitCode

if TYPE_CHECKING:
    from quizzes.delivery.attempts import AttemptStore
    from quizzes.delivery.banks import Banks
    from quizzes.delivery.records import Mode
    from quizzes.delivery.sitting import Sitting

#: What does not go together; in the browser, the page asks for it.
_APART = (("practice", "graded"), *(("web", name) for name in ("practice", "graded", "restart", "seed")))
_INTERRUPTED = 130
_WIDEST = 100


@click.command("sit")
@click.argument("bank", required=False)
@click.option("--practice", is_flag=True, help="What you missed, when it is due: of BANK, or of all banks.")
@click.option("--graded", is_flag=True, help="As in a test: no hints, and nothing is shown before the end.")
@click.option(
    "--reveal",
    type=click.Choice(["afterwards", "never"]),
    help="With `--graded`: whether keys are shown after the end (default), or never.",
)
@click.option("--restart", is_flag=True, help="Leave the unfinished sitting, and begin a new one.")
@click.option("--seed", metavar="TEXT", help="The same seed, the same variants and the same order of options.")
@click.option(
    "--learner", metavar="NAME", help="Whose attempts these are. Default: `$RECTIFY_LEARNER`, or your account."
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The record of attempts. Default: `$RECTIFY_QUIZ_STORE`, or `quizzes.sqlite3` in your data folder.",
)
@click.option("--web", is_flag=True, help="In the browser, on this machine alone.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="With `--web`: the port. Default: a free one."
)
@click.option("--no-browser", is_flag=True, help="With `--web`: print the address, and open nothing.")
def command(*, bank: str | None, learner: str | None, store: Path | None, web: bool, **chosen: Any) -> int:
    """Sit a quiz."""
    from quizzes.delivery.places import learner_name, store_path

    _refuse_nonsense(bank, {"web": web, **chosen})
    name, path = learner_name(learner), store or store_path()
    if web:
        from quizzes.delivery.web import serve

        serve(bank, store=path, port=chosen["port"], open_browser=not chosen["no_browser"], learner=name)
        return ExitCode.OK
    from quizzes.delivery.attempts import AttemptStore

    with AttemptStore(path) as record:
        if bank is None and not chosen["practice"]:
            return _list(record, name)
        again = [*(["--learner", learner] if learner else []), *(["--store", str(store)] if store else [])]
        return _sit(record, name, bank, chosen, again)


def _refuse_nonsense(bank: str | None, chosen: dict[str, Any]) -> None:
    for one, other in _APART:
        if chosen[one] and chosen[other]:
            raise click.UsageError(f"`--{one}` and `--{other}` do not go together: leave one of them out.")
    if chosen["reveal"] and not chosen["graded"]:
        raise click.UsageError("`--reveal` is for graded sittings: add `--graded`.")
    for option in ("graded", "restart", "seed"):
        if chosen[option] and bank is None and not chosen["practice"]:
            raise click.UsageError(f"`--{option}` needs a bank: `rectify quiz BANK --{option}`.")


def _list(record: AttemptStore, learner: str) -> int:
    from rich.text import Text

    from quizzes.delivery.progress import all_progress
    from quizzes.delivery.terminal.listing import shown_banks

    banks = all_progress(record, learner)
    out.print(shown_banks(banks))
    say("")
    if due := sum(bank.due for bank in banks):
        out.print(Text(f"`rectify quiz --practice` brings back what is due today: {due}."))
    out.print(Text("Sit one with `rectify quiz BANK`, or in the browser with `rectify quiz --web`.", style="dim"))
    return ExitCode.OK


def _sit(record: AttemptStore, learner: str, bank: str | None, chosen: dict[str, Any], again: list[str]) -> int:
    from rich.console import Console

    from quizzes.delivery.banks import Banks
    from quizzes.delivery.practice import due_items
    from quizzes.delivery.terminal.face import Stopped, TerminalSitting
    from quizzes.delivery.terminal.keyboard import line_reader

    banks = Banks()
    sitting = _opened(record, banks, learner, bank, chosen)
    if sitting is None:
        say("Nothing is due today. Sit a bank, and what you miss comes back: `rectify quiz` lists them.")
        return ExitCode.OK
    console = Console(width=min(out.width, _WIDEST), highlight=False)
    about = banks.get(sitting.plan.bank) if sitting.plan.bank else None
    flags = [f"--{name}" for name in ("practice", "graded") if chosen[name]]
    same = shlex.join(["rectify", "quiz", *([bank] if bank else []), *flags, *again])
    stopped = f"Stopped; all that you answered is kept. Go on with:\n  {same}"
    try:
        TerminalSitting(
            sitting,
            console,
            line_reader(),
            interactive=sys.stdin.isatty(),
            title=about.title if about else "All banks",
            description=about.description or "" if about else "",
        ).run()
    except Stopped:
        console.print(f"\n{stopped}", markup=False, soft_wrap=True)
    except KeyboardInterrupt:
        err.print(f"\n{stopped}", markup=False, soft_wrap=True)
        return _INTERRUPTED
    else:
        if due := len(due_items(record, banks, learner, sitting.plan.bank or None)):
            practice = shlex.join(["rectify", "quiz", *([bank] if bank else []), "--practice", *again])
            text = f"\nDue today: {due}. What you missed comes back with:\n  {practice}"
            console.print(text, markup=False, soft_wrap=True)
    return ExitCode.OK


def _opened(
    record: AttemptStore, banks: Banks, learner: str, bank: str | None, chosen: dict[str, Any]
) -> Sitting | None:
    """The sitting that goes on, or a new one; None where practice has nothing to ask."""
    from quizzes.delivery.practice import practice
    from quizzes.delivery.sitting import Sitting

    name = banks.read(Path(bank)).bank if bank and Path(bank).suffix in {".yaml", ".yml"} else bank
    seed, anew = chosen["seed"], chosen["restart"]
    if chosen["practice"]:
        return practice(record, banks, learner, name, seed=seed, anew=anew)
    assert name is not None
    mode: Mode = "graded" if chosen["graded"] else "practice"
    return Sitting.open(record, banks, name, learner, mode=mode, reveal=chosen["reveal"], seed=seed, anew=anew)
