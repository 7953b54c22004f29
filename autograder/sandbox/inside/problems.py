"""An exception of the student's code as plain data, however hard the exception tries not to be."""

from __future__ import annotations

import linecache
import traceback
from typing import Any

_LONGEST_MESSAGE = 500
_LONGEST_NAME = 100

#: Looks past a metaclass that answers for `__name__` itself.
_type_name = type.__dict__["__name__"].__get__


def describe_problem(problem: BaseException) -> dict[str, Any]:
    """Kind, message, and the last line of the submission that took part: its file or cell, number and text."""
    try:
        # Of a file that cannot be parsed, str() would name the place a second time.
        parsing = issubclass(type(problem), SyntaxError)  # isinstance() would ask the exception itself
        message = getattr(problem, "msg", "") if parsing and problem.args else str(problem)
    except BaseException:  # noqa: BLE001  (an exception may raise in its own str())
        message = "(its message cannot be read)"
    if type(message) is not str:
        message = "(its message cannot be read)"
    try:
        place, line = _place(problem)
    except BaseException:  # noqa: BLE001  (nor need it tell where it was raised)
        place, line = "", 0
    return {
        "kind": _type_name(type(problem))[:_LONGEST_NAME],
        "message": message[:_LONGEST_MESSAGE],
        "memory": issubclass(type(problem), MemoryError) or "DefaultCPUAllocator" in message,
        "place": place,
        "line": line,
        "text": _lines(place)[line - 1].strip()[:200] if _known(place, line) else "",
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
    return 1 <= line <= len(_lines(place))


def _lines(place: str) -> list[str]:
    """The source that was put in the cache when the submission was loaded; no file is ever looked for."""
    entry: tuple[Any, ...] | None = linecache.cache.get(place)
    return entry[2] if entry is not None and len(entry) == 4 and entry[1] is None else []
