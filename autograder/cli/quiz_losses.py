"""A list of losses as it is read best: what is lost once, and behind it the items that it is lost of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from autograder.cli.console import out, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizzes.exchange.losses import Loss


def show_losses(heading: str, losses: Sequence[Loss]) -> None:
    """Print the losses under a heading; nothing where there are none."""
    if not losses:
        return
    say(heading, "bold")
    items: dict[str, list[str]] = {}
    for loss in losses:
        items.setdefault(loss.what, []).append(loss.item)
    for what, names in items.items():
        named = [name for name in names if name]
        count = f"{len(named)} items: " if len(named) > 1 else "item " if named else ""
        line = Text.assemble(what, (f"\n{count}{', '.join(named)}" if named else "", "dim"))
        out.print(Padding(line, (0, 0, 0, 2)))
