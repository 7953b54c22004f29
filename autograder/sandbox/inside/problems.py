"""An exception of the student's code as plain data, however hard the exception tries not to be."""

from __future__ import annotations

import linecache
import traceback
from typing import Any

_LONGEST_MESSAGE = 500


def describe_problem(problem: BaseException) -> dict[str, Any]:
    """Kind, message, and the last line of the submission that took part: its file or cell, number and text."""
    try:
        message = str(problem)
    except BaseException:  # noqa: BLE001  (an exception may raise in its own str())
        message = "(its message cannot be read)"
    if type(message) is not str:
        message = "(its message cannot be read)"
    place, line = _place(problem)
    return {
        "kind": type.__getattribute__(type(problem), "__name__"),
        "message": message[:_LONGEST_MESSAGE],
        "memory": isinstance(problem, MemoryError) or "DefaultCPUAllocator" in message,
        "place": place,
        "line": line,
        "text": linecache.cache[place][2][line - 1].strip()[:200] if _known(place, line) else "",
    }


def _place(problem: BaseException) -> tuple[str, int]:
    if isinstance(problem, SyntaxError) and isinstance(problem.filename, str) and type(problem.lineno) is int:
        return problem.filename, problem.lineno
    found = ("", 0)
    for frame, number in traceback.walk_tb(problem.__traceback__):
        if _known(frame.f_code.co_filename, number):
            found = (frame.f_code.co_filename, number)
    return found


def _known(place: str, line: int) -> bool:
    entry = linecache.cache.get(place)
    return entry is not None and len(entry) == 4 and entry[1] is None and 1 <= line <= len(entry[2])
