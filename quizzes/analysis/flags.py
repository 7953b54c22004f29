"""What stands out in an item, with the reason and what to do; and how sure that is with so few students."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizzes.analysis.item_statistics import ItemStatistics
from quizzes.analysis.option_statistics import OptionStatistics
from quizzes.analysis.words import counted, figure, percent, shortened

#: Above the first share of the points an item is easy, below the second hard: the usual bounds, and no law.
EASY, HARD = 0.9, 0.25
#: A corrected correlation below this tells students apart poorly (near Ebel & Frisbie's 0.2 for D, 1991).
WEAK = 0.15
#: A distractor that fewer choose does no work (Haladyna & Downing 1993, Educ. Psychol. Meas. 53, 999-1010).
IDLE = 0.05
#: With fewer students nothing is said of distractors that nobody chose.
ENOUGH_FOR_IDLE = 20
#: So many without a response are worth a look.
MANY_MISSING = 0.2
#: A wrong option whose correlation reaches this attracts the strong; below, it may lie anywhere about 0.
ATTRACTS = 0.1
#: A wrong option chosen by fewer is chance.
FEWEST_CHOSEN = 3


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that stands out. ``is_sure``: the whole 95 % interval lies beyond the bound, not the figure alone."""

    name: str
    title: str
    is_sure: bool
    reason: str
    advice: str


def flags_of(item: ItemStatistics) -> tuple[Flag, ...]:
    """All that stands out in an item, what matters most first."""
    return tuple(flag for look in LOOKS for flag in look(item))


def _wrong_key(item: ItemStatistics) -> Iterator[Flag]:
    found = _rival(item)
    if found is None:
        return
    rival, key = found
    yield Flag(
        "wrong_key",
        "the key may be wrong",
        rival.correlation.surely_above(max(key, 0.0)),
        f"Those who chose {_quoted(rival)} did better on the other items (correlation "
        f"{figure(rival.correlation.value or 0)}) than those who chose the key ({figure(key)}).",
        "Check the key. If it is right, look for a reading of the stem in which the other option is right.",
    )


def _rival(item: ItemStatistics) -> tuple[OptionStatistics, float] | None:
    """The wrong option that goes with a high score, and more so than the key does; and the key's own correlation."""
    keys = [option for option in item.options if option.kind == "key"]
    if not keys:
        return None
    right = [option.correlation.value for option in keys if option.correlation.value is not None]
    key = max(right) if right else 0.0
    wrong = [option for option in _attractive(item) if option.correlation.above(max(key, 0.0))]
    return (max(wrong, key=lambda option: option.correlation.value or 0.0), key) if wrong else None


def _attractive(item: ItemStatistics) -> list[OptionStatistics]:
    """The distractors that go with a high score on the other items."""
    return [
        option
        for option in item.options
        if option.kind == "distractor" and option.count >= FEWEST_CHOSEN and option.correlation.above(ATTRACTS)
    ]


def _negative(item: ItemStatistics) -> Iterator[Flag]:
    found = item.discrimination
    if found.below(0.0):
        yield Flag(
            "negative",
            "negative discrimination",
            found.surely_below(0.0),
            f"Who scores high on the other items scores low on this one: correlation {figure(found.value or 0)}.",
            "Look for a wrong key, an ambiguous stem, or a trap for those who know more. Until it is mended, do not "
            "count the item.",
        )


def _attracts_the_strong(item: ItemStatistics) -> Iterator[Flag]:
    rival = _rival(item)
    for option in _attractive(item):
        low, high = option.by_group[0] or 0.0, option.by_group[-1] or 0.0
        if high <= low or (rival and rival[0] is option):
            continue
        yield Flag(
            "attracts_strong",
            "a wrong response attracts the strong",
            option.correlation.surely_above(0.0),
            f"{_quoted(option)} was chosen by {percent(high)} of the highest group and {percent(low)} of the lowest.",
            "Ask what is right about it. Reword it, or the stem, so that it is wrong for everybody.",
        )


def _hard(item: ItemStatistics) -> Iterator[Flag]:
    found, guessing = item.difficulty, _guessing(item)
    if guessing is not None and found.value is not None and found.value <= guessing:
        yield Flag(
            "guessing",
            "no better than guessing",
            found.surely_below(guessing),
            f"The mean share of the points is {percent(found.value)}; choosing blindly gives {percent(guessing)}.",
            "Check the key first. Then see whether it was taught, and whether the stem asks what you mean.",
        )
    elif found.below(HARD):
        yield Flag(
            "hard",
            "too hard",
            found.surely_below(HARD),
            f"The mean share of the points is {percent(found.value or 0)}, below {percent(HARD)}.",
            "See whether it was taught, and whether the stem asks what you mean; else keep it for the strongest.",
        )


def _guessing(item: ItemStatistics) -> float | None:
    """The share right by blind choice of one option, where the bank or the key names them all."""
    known = [option for option in item.options if option.known]
    if len(known) < 2 or sum(option.kind == "key" for option in known) != 1 or not item.is_dichotomous:
        return None
    return 1 / len(known)


def _easy(item: ItemStatistics) -> Iterator[Flag]:
    found = item.difficulty
    if found.above(EASY):
        everybody = "Everybody has all points: it tells nobody apart." if found.value == 1 else ""
        yield Flag(
            "easy",
            "too easy",
            found.surely_above(EASY),
            everybody or f"The mean share of the points is {percent(found.value or 0)}, above {percent(EASY)}.",
            "Keep it if all must know it, or to begin with; it adds little to the ranking. Look for distractors that "
            "nobody takes seriously.",
        )


def _weak(item: ItemStatistics) -> Iterator[Flag]:
    found = item.discrimination
    if found.value is not None and 0 <= found.value < WEAK:
        yield Flag(
            "weak",
            "low discrimination",
            found.surely_below(WEAK),
            f"The correlation with the other items is {figure(found.value)}, below {figure(WEAK)}.",
            "See whether it asks for something else than the other items, can be guessed, or is read in two ways.",
        )


def _idle(item: ItemStatistics) -> Iterator[Flag]:
    idle = [option for option in item.options if option.known and option.kind == "distractor" and not option.count]
    if not idle or item.counts.responded < ENOUGH_FOR_IDLE:
        return
    are = "is" if len(idle) == 1 else "are"
    yield Flag(
        "idle",
        "a distractor that nobody chooses" if len(idle) == 1 else "distractors that nobody chooses",
        all(option.share.surely_below(IDLE) for option in idle),
        f"{', '.join(_quoted(option) for option in idle)} {are} never chosen by "
        f"{counted(item.counts.responded, 'student')}.",
        "Put a mistake there that students make (look at their free responses), or leave it out.",
    )


def _missing(item: ItemStatistics) -> Iterator[Flag]:
    counts = item.counts
    had = counts.responded + counts.omitted + counts.not_reached + counts.ungraded
    if had and counts.omitted / had >= MANY_MISSING:
        yield Flag(
            "omitted",
            "often left out",
            is_sure=True,
            reason=f"{counts.omitted} of {counted(had, 'student')} gave no response and went on.",
            advice="See whether the stem is understood, and whether a wrong response costs more than none.",
        )
    if had and counts.not_reached / had >= MANY_MISSING:
        yield Flag(
            "not_reached",
            "often not reached",
            is_sure=True,
            reason=f"{counts.not_reached} of {counted(had, 'student')} gave no response here or later.",
            advice="Give more time or fewer items; `--missing reached` leaves such responses out of the figures.",
        )


def _ungraded(item: ItemStatistics) -> Iterator[Flag]:
    if item.counts.ungraded:
        yield Flag(
            "ungraded",
            "not graded yet",
            is_sure=True,
            reason=f"{counted(item.counts.ungraded, 'response has', 'responses have')} no score.",
            advice="Grade them, export the file again, and analyse that.",
        )


def _quoted(option: OptionStatistics) -> str:
    return f"“{shortened(option.text, 60)}”"


LOOKS: tuple[Callable[[ItemStatistics], Iterator[Flag]], ...] = (
    _wrong_key,
    _negative,
    _attracts_the_strong,
    _hard,
    _weak,
    _easy,
    _idle,
    _missing,
    _ungraded,
)
