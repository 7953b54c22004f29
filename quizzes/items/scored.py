"""The policies for partial credit, each named for what it counts; an item says which, and none is a default."""

from __future__ import annotations

from typing import Literal

#: Multiple response: all or nothing; each option judged rightly (chosen or left) earns its share; or the share of keys
#: chosen less the share of distractors chosen, and never below zero.
OptionScoring = Literal["all_or_nothing", "per_option", "right_minus_wrong"]
#: Matching: all or nothing, or each pair its share.
PairScoring = Literal["all_or_nothing", "per_pair"]
#: Ordering: all or nothing; each entry in its place its share; or each two neighbours of the key that stand next to
#: each other, in that order, their share.
OrderScoring = Literal["all_or_nothing", "per_position", "adjacent_pairs"]
#: Cloze: all or nothing, or each blank its share by its weight.
BlankScoring = Literal["all_or_nothing", "per_blank"]
