"""Numbers in the rules of QTI 2: which one is right, and how near to it another may be."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from quizzes.exchange.qti2_question import Declaration
from quizzes.exchange.qti2_scores import Processing, equals
from quizzes.exchange.qti12_question import decimal_in


def number_wanted(name: str, declared: Declaration, processing: Processing) -> dict[str, Any]:
    """The number that is right and how near to it another is; nothing where there is none."""
    for branch in processing.scored:
        if branch.condition is not None and name in branch.responses:
            compared = list(equals(branch.condition, name))
            ends = {each.tag[0]: number_compared(each) for each in compared if each.tag in {"gte", "lte", "gt", "lt"}}
            low, high = ends.get("g"), ends.get("l")
            if low is not None and high is not None and low < high:
                key = next((decimal_in(each) for each in declared.correct), None)
                key = (low + high) / 2 if key is None or not low <= key <= high else key
                return {"key": float(key), "tolerance": {"interval": [float(low), float(high)]}}
            near = [_near(each, declared) for each in compared if each.tag in {"equal", "equalRounded"}]
            if wanted := next(filter(None, near), None):
                return wanted
    keys = [
        decimal_in(each) for each in (*declared.correct, *(k for k, value in declared.mapping.items() if value > 0))
    ]
    key = next((each for each in keys if each is not None), None)
    return {} if key is None else {"key": float(key), "tolerance": {"absolute": 0}}


def number_compared(expression: Element) -> Decimal | None:
    """The number that a comparison names; None where it names none."""
    return next((decimal_in(each.text or "") for each in expression.iter("baseValue")), None)


def _near(expression: Element, declared: Declaration) -> dict[str, Any] | None:
    """One comparison as key and tolerance; with what is declared as right, where it names no number itself."""
    key = number_compared(expression)
    if key is None and next(expression.iter("correct"), None) is not None:
        key = next((decimal_in(each) for each in declared.correct), None)
    if key is None:
        return None
    if expression.tag == "equalRounded":
        figures = expression.get("figures", "0")
        digits = int(figures) if figures.isdigit() and len(figures) < 3 else 0
        is_places = expression.get("roundingMode", "") == "decimalPlaces"
        half = Decimal(5).scaleb(-digits - 1) if is_places else Decimal(5).scaleb(key.adjusted() - digits)
        return {"key": float(key), "tolerance": {"absolute": float(half)}}
    widths = [width for each in expression.get("tolerance", "").split() if (width := decimal_in(each)) is not None]
    below, above = (widths[0], widths[-1]) if widths else (Decimal(0), Decimal(0))
    if expression.get("toleranceMode", "exact") == "relative" and key:
        if below == above and 0 < below < 100:
            return {"key": float(key), "tolerance": {"relative": float(below / 100)}}
        below, above = abs(key) * below / 100, abs(key) * above / 100
    if expression.get("toleranceMode", "exact") == "exact" or not (below or above):
        return {"key": float(key), "tolerance": {"absolute": 0}}
    if below == above:
        return {"key": float(key), "tolerance": {"absolute": float(below)}}
    return {"key": float(key), "tolerance": {"interval": [float(key - below), float(key + above)]}}
