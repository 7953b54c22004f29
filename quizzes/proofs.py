"""Proves keys: each is compared with what its proof computes with torch, and printed output with a run of the code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quizzes import snippets
from quizzes.bank import Bank
from quizzes.errors import ExpressionError, Problem, ProofFailed, dotted, quoted
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item, Mistake, Path
from quizzes.items.choice import MultipleResponse, Options, SingleChoice, TrueFalse
from quizzes.items.cloze import ChoiceBlank, Cloze
from quizzes.items.numeric import NumberWanted
from quizzes.items.text import CodeOutput, printed
from quizzes.reader import Source
from quizzes.shown import half_unit, shown_number
from quizzes.variants import Values, draw_several, instantiate

#: An item with more variants is proven on so many of them, drawn by a fixed seed.
MAX_PROVEN = 1000
#: A program is run for so many variants.
MAX_RUN = 3
#: How near an expression's key must be to its proof, relative to 1 or to the key.
PRECISION = 1e-6


@dataclass(frozen=True)
class Proven:
    """What was proven of one item: ``proofs`` expressions or programs, over ``variants`` variants each."""

    item: str
    proofs: int
    variants: int


def prove_bank(bank: Bank, *, run_code: bool, source: Source | None = None) -> list[Proven]:
    """Prove every item; raises ProofFailed with every key, or option, that is not what its proof computes.

    ``run_code`` runs the programs of code-output items, without a sandbox: say so only of a bank that you trust.
    Without it they count no proof. ``source`` gives the problems their file and lines.
    """
    problems: list[Problem] = []
    proven: list[Proven] = []
    for index, item in enumerate(bank.items):
        for path, what, allowed in proof_failures(item, run_code=run_code):
            if source is not None:
                problems.append(source.problem(("items", index, *path), what, allowed))
            else:
                problems.append(Problem(bank.bank, 0, item.id, dotted(path), what, allowed))
        is_code = isinstance(item, CodeOutput)
        count = int(is_code and run_code) + sum(1 for _proof in item.expressions())
        proven.append(Proven(item.id, count, len(chosen_variants(item)) if count else 0))
    if problems:
        raise ProofFailed(problems)
    return proven


def chosen_variants(item: Item) -> list[Values]:
    """The variants that are proven: all of them, or as many as time allows."""
    return draw_several(item, MAX_RUN if isinstance(item, CodeOutput) else MAX_PROVEN, seed="proof")


def proof_failures(item: Item, *, run_code: bool) -> Iterator[Mistake]:
    """What is not as its proof computes it: each place once, with the values that show it."""
    if isinstance(item, CodeOutput) and not run_code:
        return
    if not isinstance(item, CodeOutput) and not any(True for _proof in item.expressions()):
        return
    seen: set[Path] = set()
    for values in chosen_variants(item):
        shown = "with " + ", ".join(f"{name} = {value}" for name, value in values.items()) + ": " if values else ""
        for path, what, allowed in _Variant(item, values).failures():
            if path not in seen:
                seen.add(path)
                yield path, f"{shown}{what}", allowed


class _Variant:
    """One variant under proof: the item as written, the item drawn, and the names that proofs may use."""

    def __init__(self, item: Item, values: Values) -> None:
        self.item = item
        self.drawn = instantiate(item, values) if item.is_template else item
        self.names: dict[str, Any] = dict(values)

    def failures(self) -> Iterator[Mistake]:
        if isinstance(self.drawn, CodeOutput):
            yield from self.code(self.drawn)
            return
        # Here torch is imported, and nowhere before.
        from quizzes.torch_expressions import compute

        for name, expression in self.item.let.items():
            self.names[name] = compute(expression, self.names)
        yield from self.part((), self.item, self.drawn)

    def part(self, at: Path, written: Any, drawn: Any) -> Iterator[Mistake]:
        """An item or a blank: ``written`` as in the bank, ``drawn`` with this variant's values."""
        match drawn:
            case SingleChoice() | ChoiceBlank():
                yield from self.choice(at, drawn.proof, drawn.options)
            case MultipleResponse():
                yield from self.claim(("proof",), drawn.proof, wanted=True)
                yield from self.options((), drawn.options)
            case TrueFalse():
                yield from self.claim(("proof",), drawn.proof, wanted=drawn.key)
            case NumberWanted():
                yield from self.number(at, written, drawn)
            case Matching():
                for index, pair in enumerate(drawn.pairs):
                    yield from self.claim(("pairs", index, "proof"), pair.proof, wanted=True)
            case Ordering():
                yield from self.rising(drawn)
            case Cloze():
                for name, blank in drawn.blanks.items():
                    yield from self.part(("blanks", name), written.blanks[name], blank)

    def value(self, proof: str) -> float | bool | str:
        from quizzes.torch_expressions import prove

        return prove(proof, self.names)

    def claim(self, at: Path, proof: str | None, *, wanted: bool) -> Iterator[Mistake]:
        """A proof that must be true, or must be false."""
        if proof is None:
            return
        try:
            value = self.value(proof)
        except ExpressionError as error:
            yield at, error.what, error.allowed
            return
        if not isinstance(value, bool):
            yield at, f"gives {quoted(value)}", "here a proof is true or false: compare with `close(a, b)` or <, >"
        elif value != wanted:
            yield at, f"is {str(value).lower()}", f"it must be {str(wanted).lower()}: mend the key, or the proof"

    def options(self, at: Path, options: Options) -> Iterator[Mistake]:
        for index, option in enumerate(options):
            yield from self.claim((*at, "options", index, "proof"), option.proof, wanted=option.key)

    def choice(self, at: Path, proof: str | None, options: Options) -> Iterator[Mistake]:
        """A proof of one key: a claim, or the number that the key shows and no distractor comes as near to."""
        yield from self.options(at, options)
        if proof is None:
            return
        try:
            value = self.value(proof)
        except ExpressionError as error:
            yield (*at, "proof"), error.what, error.allowed
            return
        if not isinstance(value, float) or isinstance(value, bool):
            yield from self.claim((*at, "proof"), proof, wanted=True)
            return
        place = next(index for index, option in enumerate(options) if option.key)
        key = shown_number(options[place].text)
        if key is None:
            what = f"{quoted(options[place].text)} shows no number, and its proof gives {value:.9g}"
            yield (*at, "options", place, "text"), what, "a number alone, or a proof that is true"
            return
        if abs(key.value - value) > key.half_unit + PRECISION * max(1.0, abs(value)) * (key.half_unit == 0) + 1e-12:
            yield (*at, "options", place, "text"), f"shows {key.value:g}", f"its proof gives {value:.9g}"
        for index, option in enumerate(options):
            other = shown_number(option.text)
            if index != place and other and abs(other.value - value) <= abs(key.value - value):
                yield (*at, "options", index, "text"), f"is as near as the key to {value:.9g}", "another distractor"

    def number(self, at: Path, written: NumberWanted, drawn: NumberWanted) -> Iterator[Mistake]:
        """A number's proof: near the key by the digits typed, and within what the student may answer."""
        if drawn.proof is None:
            return
        try:
            value = self.value(drawn.proof)
        except ExpressionError as error:
            yield (*at, "proof"), error.what, error.allowed
            return
        key = float(drawn.key)
        if not isinstance(value, float) or isinstance(value, bool):
            yield (*at, "proof"), f"gives {quoted(value)}", "here a proof is a number"
            return
        typed = isinstance(written.key, float)
        width = half_unit(Decimal(repr(key))) if typed else PRECISION * max(1.0, abs(key))
        if abs(value - key) > width * (1 + 1e-9):
            yield (*at, "key"), f"is {key:.9g}", f"its proof gives {value:.9g}"
        elif not drawn.tolerance.accepts(key, value):
            yield (
                (*at, "tolerance"),
                f"refuses {value:.9g}, which the proof gives",
                "a width that takes the exact value",
            )

    def rising(self, item: Ordering) -> Iterator[Mistake]:
        """Numbers that rise strictly from entry to entry."""
        before: float | None = None
        for index, entry in enumerate(item.entries):
            at: Path = ("entries", index, "proof")
            if entry.proof is None:
                return
            try:
                value = self.value(entry.proof)
            except ExpressionError as error:
                yield at, error.what, error.allowed
                return
            if not isinstance(value, float) or isinstance(value, bool):
                yield at, f"gives {quoted(value)}", "a number that orders the entry"
                return
            if before is not None and not value - before > PRECISION * max(1.0, abs(value)):
                yield at, f"gives {value:.9g} after {before:.9g}", "numbers that rise strictly"
            before = value

    def code(self, item: CodeOutput) -> Iterator[Mistake]:
        """What the program prints, against the key."""
        try:
            output = snippets.output_of(item.code)
        except ExpressionError as error:
            yield ("code",), error.what, error.allowed
            return
        if printed(output) != printed(item.key):
            yield ("key",), f"is {quoted(item.key)}", f"the code prints {quoted(output)}"
