"""A sitting in the terminal: shows, asks, and goes on where one stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.text import Text

from quizzes.delivery.feedback import Summary, View
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.terminal.showing import heading, lettered, shown_feedback, shown_item, shown_start, shown_summary
from quizzes.delivery.terminal.texts import Paragraphs, one_line
from quizzes.delivery.terminal.typed import as_typed, how_to, response_from
from quizzes.errors import AlreadyAnswered, ResponseError, SittingOver

HINT, SKIP, DONE = "?", ">", "done"


class Stopped(Exception):
    """Whoever sat here stopped: the input ended, or Ctrl-D was typed."""


class _Skipped(Exception):
    """This item later."""


class TerminalSitting:
    """Leads through one sitting. ``read`` gives a line that was typed, and raises EOFError where there is no more.

    ``interactive`` tells a person at a keyboard from lines that come through a pipe, which are shown; nothing waits
    then.
    """

    def __init__(
        self,
        sitting: Sitting,
        console: Console,
        read: Callable[[str], str],
        *,
        interactive: bool,
        title: str,
        description: str = "",
    ) -> None:
        self.sitting = sitting
        self.title = title
        self.description = description
        self.console = console
        self.read = read
        self.interactive = interactive
        self.graded = sitting.plan.mode == "graded"
        #: Whether every open item was shown since the last look at the end.
        self.round_is_over = False

    def run(self) -> Summary:
        """Everything up to the end of the sitting, its sums included. Raises Stopped; what was answered is kept."""
        self.console.print(shown_start(self._title(), self.sitting.summary(), self.description))
        try:
            while not self._is_done():
                pass
        except SittingOver:
            self._say("This sitting was ended elsewhere.", "yellow")
        summary = self.sitting.finish()
        self.console.print()
        self.console.print(shown_summary(summary, self._title()))
        if self.graded:
            for number in summary.missed:
                self._explained(number)
        return summary

    def _is_done(self) -> bool:
        """One step: an item, or the question at the end of a graded sitting. Whether the sitting is to be finished."""
        number = self.sitting.number
        if self.graded and (number is None or self.round_is_over):
            return self._is_handed_in()
        if number is not None:
            self._item(number)
        return number is None

    def _title(self) -> str:
        plan = self.sitting.plan
        kind = "practice of what is due" if plan.due else "graded" if self.graded else "practice"
        return f"{self.title} · {kind}"

    def _explained(self, number: int) -> None:
        view, feedback = self.sitting.view(number), self.sitting.feedback(number)
        if feedback:
            self.console.print()
            self.console.print(heading(view, with_bank=False))
            self.console.print(shown_item(view))
            if not feedback.changed:
                self._say(f"\nYou answered: {as_typed(view.item, feedback.response)}")
            self.console.print(shown_feedback(feedback, view.item))

    def _item(self, number: int) -> None:
        view = self.sitting.view(number)
        self.console.print()
        self.console.print(heading(view, with_bank=self.sitting.plan.bank != view.bank))
        self.console.print(shown_item(view))
        for hint in view.hints:
            self.console.print(Paragraphs(f"Hint: {hint}"))
        if view.response is not None:
            self._say(f"\nYour response so far: {as_typed(view.item, view.response)}")
        try:
            self._answered(view)
        except _Skipped:
            self._next(number)
            if self.sitting.number == number and not self.graded:
                self._say("It is the only one left.")
        except AlreadyAnswered:
            self._say("It was answered elsewhere in the meantime.", "yellow")
            self._next(number)

    def _next(self, number: int) -> None:
        following = self.sitting.next()
        self.round_is_over = following is None or following <= number

    def _answered(self, view: View) -> None:
        while True:
            try:
                feedback = self.sitting.answer(self._response(view), view.number)
            except ResponseError as error:
                self._say(_sentence(error), "yellow")
                continue
            break
        if feedback:
            self.console.print()
            self.console.print(shown_feedback(feedback, view.item))
            if self.interactive:
                self._say("\nEnter goes on.", "dim")
                self._line()
        self._next(view.number)

    def _response(self, view: View) -> Any:
        if view.item["kind"] == "cloze":
            return {name: self._blank(view, place, blank) for place, (name, blank) in self._blanks(view)}
        if view.item["kind"] == "code_output":
            return self._lines(view)
        return response_from(view.item, self._typed(view, how_to(view.item)))

    def _blanks(self, view: View) -> list[tuple[int, tuple[str, dict[str, Any]]]]:
        return list(enumerate(view.item["blanks"].items(), start=1))

    def _blank(self, view: View, place: int, blank: dict[str, Any]) -> Any:
        if "options" in blank:
            self.console.print()
            self.console.print(lettered(blank["options"]))
        while True:
            try:
                return response_from(blank, self._typed(view, how_to(blank), f"[{place}] "))
            except ResponseError as error:
                self._say(_sentence(error), "yellow")

    def _lines(self, view: View) -> str:
        lines = [self._typed(view, how_to(view.item))]
        while lines[-1].strip():
            try:
                lines.append(self._line())
            except Stopped:
                if self.interactive:
                    raise
                break
        return "\n".join(lines)

    def _typed(self, view: View, what: str, where: str = "") -> str:
        """A line that is no command; hints are given, and noted, as they are asked for."""
        while True:
            more = self.sitting.view(view.number).more_hints
            hints = [f"{HINT} a hint ({more} left)"] if more else []
            self.console.print()
            self.console.print(one_line(f"{where}Type {what}."))
            self._say(
                " · ".join([*hints, f"{SKIP} {'later' if view.response is None else 'keep it'}", "Ctrl-D stop"]), "dim"
            )
            line = self._line()
            if line.strip() == SKIP:
                raise _Skipped
            if line.strip() != HINT:
                return line
            hint = self.sitting.take_hint(view.number)
            self.console.print(
                Paragraphs(f"Hint: {hint}") if hint else Text("There is no further hint.", style="yellow")
            )

    def _is_handed_in(self) -> bool:
        """Whether a graded sitting is handed in now; else the item that is gone back to is the current one."""
        summary, most = self.sitting.summary(), len(self.sitting.plan.entries)
        self.console.print()
        left = ", ".join(str(place) for place, state in enumerate(self.sitting.states(), start=1) if state == "open")
        self._say(
            f"{summary.answered} of {summary.items} items have a response{f'; none yet: {left}' if left else ''}."
        )
        self._say(f"Type `{DONE}` to hand it in, or an item's number to go back to it.")
        line = self._line().strip().lower()
        if line == DONE:
            return True
        if line.isdecimal() and len(line) < 5 and 1 <= int(line) <= most:
            self.sitting.go(int(line))
            self.round_is_over = False
        else:
            self._say(f"That is neither `{DONE}` nor a number from 1 to {most}.", "yellow")
        return False

    def _line(self) -> str:
        try:
            line = self.read("> ")
        except EOFError:
            raise Stopped from None
        if not self.interactive:
            self.console.print(Text(line.encode(errors="replace").decode()), soft_wrap=True)
        return line

    def _say(self, words: str, style: str = "") -> None:
        self.console.print(Text(words, style=style))


def _sentence(error: ResponseError) -> str:
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}."
