r"""Numbers as a text shows them: `0.25`, `$-3$`, `$\frac{1}{4}$`, `$2 \cdot 10^{-5}$`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

POWER = re.compile(r"\s*(?:\\cdot|\\times|\u00d7)\s*10\^(?:\{\s*([-+]?[0-9]{1,3})\s*\}|([0-9]))$")
NUMBER = re.compile(r"[-+]?([0-9]{1,15}(\.[0-9]{0,20})?|\.[0-9]{1,20})([eE][-+]?[0-9]{1,3})?")
FRACTION = re.compile(
    r"(-?)(?:\\[td]?frac\{([0-9]{1,9})\}\{([1-9][0-9]{0,8})\}|\\[td]?frac([0-9])([1-9])|([0-9]{1,9})/([1-9][0-9]{0,8}))"
)


@dataclass(frozen=True)
class ShownNumber:
    """A number, and half a unit of the last digit shown: how far from it the exact value may be. 0 for a fraction."""

    value: float
    half_unit: float


def shown_number(text: str) -> ShownNumber | None:
    """The number that a whole text is, in a formula, in code or plain; None where it is anything else."""
    bare = text.strip().strip("$`").strip().replace("\u2212", "-")
    bare = POWER.sub(lambda power: f"e{power[1] or power[2]}", bare)
    if fraction := FRACTION.fullmatch(bare):
        over, under = (int(digits) for digits in fraction.groups()[1:] if digits)
        return ShownNumber((-1 if fraction[1] else 1) * over / under, 0.0)
    if not NUMBER.fullmatch(bare):
        return None
    return ShownNumber(float(bare), half_unit(Decimal(bare)))


def half_unit(number: Decimal) -> float:
    """Half a unit of the last digit written."""
    exponent = number.as_tuple().exponent
    return 0.5 * 10.0**exponent if isinstance(exponent, int) else 0.0
