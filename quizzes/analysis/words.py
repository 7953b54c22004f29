"""Figures in words: the same in a terminal, on a page and in the reason of a flag."""

from __future__ import annotations

import unicodedata

from quizzes.analysis.estimate import Estimate

MINUS = "\u2212"


def figure(value: float, digits: int = 2) -> str:
    """``0.62``, with a true minus sign, and never a zero with a sign."""
    text = f"{value:.{digits}f}"
    return text.replace("-", MINUS) if float(text) else text.lstrip("-")


def percent(value: float) -> str:
    """``62 %``."""
    return f"{figure(100 * value, 0)} %"


def points(value: float) -> str:
    """``2``, ``2.5``, ``0.33``."""
    return f"{round(value, 2):g}".replace("-", MINUS)


def interval(estimate: Estimate, digits: int = 2) -> str:
    """``0.45 to 0.77``; "" where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{figure(estimate.low, digits)} to {figure(estimate.high, digits)}"


def with_interval(estimate: Estimate, digits: int = 2) -> str:
    """``0.62 (0.45 to 0.77)``, or why there is no figure or no interval."""
    if estimate.value is None:
        return f"not defined because {estimate.reason}"
    between = interval(estimate, digits) or f"no interval: {estimate.reason}"
    return f"{figure(estimate.value, digits)} ({between})"


def counted(count: int, noun: str, plural: str = "") -> str:
    """``1 student``, ``3 students``."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def plain(text: str) -> str:
    """The text on one line, without control characters and marks that turn the direction of writing."""
    return " ".join("".join(char if unicodedata.category(char)[0] != "C" else " " for char in text).split())


def shortened(text: str, limit: int = 80) -> str:
    """The text on one line, at most that long."""
    flat = plain(text)
    return flat if len(flat) <= limit else f"{flat[: limit - 1].rstrip()}…"
