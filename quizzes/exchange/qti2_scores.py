"""What response processing of QTI 2 says of an item: what is scored, in parts or as a whole, and what is said when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from quizzes.exchange.qti12_question import number_in

BRANCHES = {"responseIf", "responseElseIf", "responseElse"}


@dataclass(frozen=True)
class Branch:
    """One branch: its condition (None for all else), what it adds to or makes the score, which feedback it shows."""

    condition: Element | None
    scores: tuple[Element, ...]
    feedback: tuple[str, ...]

    @property
    def points(self) -> float:
        """The greatest number that it sets the score to, or adds."""
        numbers = [number_in(each.text or "") for score in self.scores for each in score.iter("baseValue")]
        return max((number for number in numbers if number), default=0)

    @property
    def responses(self) -> set[str]:
        """The responses that its condition looks at."""
        return names_in(self.condition) if self.condition is not None else set()


class Processing:
    """The rules of one item."""

    def __init__(self, rules: Element) -> None:
        self.rules = rules
        self.template = rules.get("template", "").rpartition("/")[2].removesuffix(".xml").lower()
        self.branches = [_branch(each) for each in rules.iter() if each.tag in BRANCHES]
        #: Rules that are not under any condition.
        self.always = _branch(rules)

    @property
    def scored(self) -> list[Branch]:
        """The branches that give points."""
        return [each for each in self.branches if each.scores and (each.points > 0 or _maps(each.scores))]

    @property
    def maps(self) -> bool:
        """Whether the score is what a mapping gives."""
        return self.template == "map_response" or next(self.rules.iter("mapResponse"), None) is not None

    @property
    def has_parts(self) -> bool:
        """Whether something other than a wholly right response earns points."""
        scores = [score for each in (*self.scored, self.always) for score in each.scores]
        return self.template == "map_response" or len(scores) > 1 or any(each.tag == "sum" for each in scores)

    @property
    def starts_with_a_share(self) -> bool:
        """Whether points are added to what a mapping gives."""
        return any(
            next(each.iter("mapResponse"), None) is not None and next(each.iter("baseValue"), None) is not None
            for each in self.rules.iter("sum")
        )

    def said_of(self, response: str, value: str) -> list[str]:
        """The feedback of one value of a response: of a branch about it alone, or named like it."""
        named = [
            name
            for branch in self.branches
            if branch.condition is not None and _compares(branch.condition, response) == {value}
            for name in branch.feedback
        ]
        shows_itself = any(
            each.get("identifier") == response
            for rule in self.rules.iter("setOutcomeValue")
            if rule.get("identifier") != "SCORE"
            for each in rule.iter("variable")
        )
        return [*named, *([value] if shows_itself else [])]


def _branch(element: Element) -> Branch:
    children = list(element)
    conditions = [] if element.tag in {"responseElse", "responseProcessing"} else children[:1]
    rules = [each for each in children[len(conditions) :] if each.tag == "setOutcomeValue" and len(each)]
    is_score = {id(each): "SCORE" in each.get("identifier", "").upper() for each in rules}
    said = [value.text or "" for each in rules if not is_score[id(each)] for value in each.iter("baseValue")]
    return Branch(
        conditions[0] if conditions else None,
        tuple(each[0] for each in rules if is_score[id(each)]),
        tuple(name.strip() for name in said),
    )


def _maps(scores: tuple[Element, ...]) -> bool:
    return any(next(each.iter("mapResponse"), None) is not None for each in scores)


def names_in(expression: Element) -> set[str]:
    """The variables that an expression looks at."""
    tags = {"variable", "mapResponse", "correct"}
    return {each.get("identifier", "") for each in expression.iter() if each.tag in tags}


def _compares(condition: Element, response: str) -> set[str]:
    """The values that a condition compares a response with, where it looks at no other and negates nothing."""
    if names_in(condition) != {response} or next(condition.iter("not"), None) is not None:
        return set()
    return {(each.text or "").strip() for each in condition.iter("baseValue")}


def equals(condition: Element, response: str) -> Iterator[Element]:
    """Each comparison of a number in a condition, where it is about that response."""
    for each in condition.iter():
        if each.tag in {"equal", "equalRounded", "gte", "lte", "gt", "lt"} and response in names_in(each):
            yield each
