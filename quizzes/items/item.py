"""Any item: one of the nine kinds, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, SingleChoice, TrueFalse
from quizzes.items.cloze import Cloze
from quizzes.items.numeric import Numeric
from quizzes.items.text import CodeOutput, ShortText

#: Every kind, in the order in which docs/QUIZZES.md describes them.
KINDS: dict[str, type[Item]] = {
    "single_choice": SingleChoice,
    "multiple_response": MultipleResponse,
    "true_false": TrueFalse,
    "numeric": Numeric,
    "short_text": ShortText,
    "matching": Matching,
    "ordering": Ordering,
    "cloze": Cloze,
    "code_output": CodeOutput,
}

AnyItem = Annotated[
    SingleChoice | MultipleResponse | TrueFalse | Numeric | ShortText | Matching | Ordering | Cloze | CodeOutput,
    Field(discriminator="kind"),
]
