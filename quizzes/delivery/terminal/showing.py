"""How items, feedback and sums look in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from quizzes.delivery.feedback import Feedback, ObjectiveTally, Summary, Tally, View
from quizzes.delivery.terminal.texts import CODE_THEME, Paragraphs, entry, one_line
from quizzes.delivery.terminal.typed import LETTERS
from quizzes.score import PartScore

BAR = 10
RIGHT, PARTLY, WRONG = ("✓ Right", "bold green"), ("◐ Partly right", "bold yellow"), ("✗ Not right", "bold red")


def points(number: float) -> str:
    """`1 point`, `2.5 points`."""
    return f"{number:g} point{'' if number == 1 else 's'}"


def shown_start(title: str, summary: Summary, description: str) -> Group:
    """What one is about to sit: its description, or how far one came."""
    parts: list[RenderableType] = [Text(title, style="bold")]
    if summary.answered:
        parts.append(Text(f"Going on: {summary.answered} of {summary.items} items have a response."))
    elif description:
        parts.append(Paragraphs(description))
    return Group(*parts)


def heading(view: View, *, with_bank: bool) -> Rule:
    """The line above an item."""
    words = [f"Item {view.number} of {view.of}", points(view.item["points"])]
    return Rule(Text(" · ".join([*words, view.bank] if with_bank else words)), align="left", style="dim")


def shown_item(view: View) -> Group:
    """The item: its stem, its code, and what can be chosen."""
    item = view.item
    parts: list[RenderableType] = [Paragraphs(item["stem"], list(item.get("blanks", ())))]
    if "code" in item:
        parts.append(Padding(Syntax(item["code"].rstrip(), "python", theme=CODE_THEME, word_wrap=True), (1, 2, 0, 2)))
    if item["kind"] == "matching":
        parts += ["", lettered(item["left"], [f"{place}" for place in range(1, len(item["left"]) + 1)])]
        parts += ["", lettered(item["right"])]
    elif entries := item.get("options") or item.get("entries"):
        parts += ["", lettered(entries)]
    return Group(*parts)


def lettered(entries: list[dict[str, str]], names: Iterable[str] = LETTERS) -> Padding:
    """Options or entries, each behind the letter that names it."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold cyan", no_wrap=True)
    grid.add_column()
    for name, one in zip(names, entries, strict=False):
        grid.add_row(name, entry(one["text"]))
    return Padding(grid, (0, 0, 0, 2))


def shown_feedback(feedback: Feedback, item: dict[str, Any]) -> Group:
    """The score, what to say about each part, the key where it was missed, and the explanation."""
    words, style = RIGHT if feedback.right else PARTLY if feedback.earned else WRONG
    hints = f", with {feedback.hints} hint{'s' * (feedback.hints > 1)}" if feedback.hints else ""
    score = f": {feedback.earned:g} of {points(feedback.possible)}{hints}"
    parts: list[RenderableType] = [Text.assemble((words, style), score)]
    if feedback.changed:
        return Group(*parts, Text("This item has changed since it was answered; its score stands.", style="dim"))
    parts += list(_reasons(feedback, item))
    if not feedback.right:
        parts += [Text("Right would have been", style="bold"), _key(feedback, item)]
    parts += [
        "",
        Paragraphs(feedback.explanation),
        Text.assemble(("Source: ", "dim"), (_plain(feedback.source), "dim")),
    ]
    return Group(*parts)


def _reasons(feedback: Feedback, item: dict[str, Any]) -> Iterator[RenderableType]:
    if item["kind"] not in {"multiple_response", "matching", "cloze"}:
        yield from (Paragraphs(part.feedback) for part in feedback.parts if part.feedback)
        return
    grid = Table.grid(padding=(0, 1))
    for place, part in sorted(((_place(part, item), part) for part in feedback.parts), key=itemgetter(0)):
        mark = Text("✓", style="green") if part.right else Text("✗", style="red")
        grid.add_row(mark, _name(place, item), entry(part.feedback) if part.feedback else "")
    yield Padding(grid, (0, 0, 0, 2))


def _place(part: PartScore, item: dict[str, Any]) -> int:
    """Where the part stands in the item as it was shown, from 0."""
    if item["kind"] == "cloze":
        return list(item["blanks"]).index(part.name)
    entries = item["options"] if item["kind"] == "multiple_response" else item["left"]
    return next(place for place, one in enumerate(entries) if one["id"] == part.name)


def _name(place: int, item: dict[str, Any]) -> Text:
    names = {"cloze": f"[{place + 1}]", "matching": f"{place + 1}"}
    return Text(names.get(item["kind"], LETTERS[place]), style="bold cyan")


def _key(feedback: Feedback, item: dict[str, Any]) -> Padding:
    lines = list(feedback.key)
    if item["kind"] == "cloze":
        lines = [f"[{place}] {line.partition(': ')[2]}" for place, line in enumerate(lines, start=1)]
    shown: list[RenderableType] = [entry(line) for line in lines]
    if item["kind"] in {"code_output", "short_text"}:
        shown = [Text(line, style="cyan") for line in feedback.key]
    return Padding(Group(*shown), (0, 0, 0, 2))


def _plain(line: str) -> str:
    return one_line(line).plain


def shown_summary(summary: Summary, title: str) -> Group:
    """The sum of a sitting, and by objective."""
    parts: list[RenderableType] = [Rule(Text(title), align="left", style="dim")]
    if summary.total is None:
        parts.append(Text(f"{summary.answered} of {summary.items} items have a response."))
    else:
        total = summary.total
        answered = "" if total.answered == total.items else f" · {total.answered} of {total.items} items answered"
        parts.append(Text.assemble(bar(total), f"  {total.earned:g} of {points(total.possible)}", answered))
    if summary.objectives:
        parts += ["", _objectives(summary.objectives)]
    return Group(*parts)


def _objectives(objectives: tuple[ObjectiveTally, ...]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    for each in objectives:
        if each.tally.possible:
            grid.add_row(bar(each.tally), f"{each.tally.earned:g}/{each.tally.possible:g}", one_line(each.title))
    return grid


def bar(tally: Tally) -> Text:
    """A bar with its percentage."""
    full = round(BAR * tally.percent / 100)
    style = "green" if tally.percent == 100 else "yellow"
    return Text.assemble(("█" * full, style), ("░" * (BAR - full), "dim"), f" {tally.percent:3d}%")
