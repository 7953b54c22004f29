"""What reaches past the language into the process that grades: by which names, and how text is kept from doing so.

The source of a submission is read on the trusted side. Text that it makes up itself is read here, before it runs.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Mapping
from typing import Any

#: Those that lead to the names and values of the check that asks: to its frames, or to what its functions hold.
FRAME_NAMES = frozenset(
    {
        "FrameType",
        "TracebackType",
        "__closure__",
        "__globals__",
        "_current_frames",
        "_getframe",
        "ag_frame",
        "cell_contents",
        "cr_frame",
        "currentframe",
        "f_back",
        "f_builtins",
        "f_globals",
        "f_locals",
        "getargvalues",
        "getclosurevars",
        "gi_frame",
        "setprofile",
        "settrace",
        "tb_frame",
        "walk_stack",
    }
)
#: Attributes that reach past the language into the process that grades, of whatever object.
REACHING_NAMES = FRAME_NAMES | {
    "__builtins__",
    "__code__",
    "__getattribute__",
    "__loader__",
    "__subclasses__",
    "attrgetter",
    "getattr_static",
    "getmembers",
}


def text_builtins(real: Mapping[str, Any], guarded: Mapping[str, Any]) -> dict[str, Any]:
    """``exec``, ``eval`` and ``compile`` that read what they are given; what runs sees the ``guarded`` builtins."""
    real_compile: Callable[..., Any] = real["compile"]

    def guarded_compile(source: Any, *args: Any, **kwargs: Any) -> Any:
        _require_plain(source)
        kwargs.setdefault("dont_inherit", True)  # of this module's own future statements
        return real_compile(source, *args, **kwargs)

    run = {name: _guarded_run(real[name], guarded) for name in ("exec", "eval")}
    return {**run, "compile": guarded_compile}


def _guarded_run(real: Callable[..., Any], guarded: Mapping[str, Any]) -> Callable[..., Any]:
    """``exec`` or ``eval``, where it is called from, on text that has been read."""

    def run(
        source: Any,
        globals: dict[str, Any] | None = None,  # noqa: A002  (the names that the builtin uses)
        locals: Mapping[str, object] | None = None,  # noqa: A002
        /,
    ) -> Any:
        _require_plain(source)
        caller = sys._getframe(1)  # noqa: SLF001  (nothing else tells where the names are that the text means)
        outer, inner = (caller.f_globals, caller.f_locals) if globals is None else (globals, globals)
        outer.setdefault("__builtins__", guarded)
        return real(source, outer, inner if locals is None else locals)

    return run


def _require_plain(source: Any) -> None:
    """Raise AttributeError for text, given as such or parsed, that uses one of the names."""
    try:
        text = source.decode() if isinstance(source, bytes) else source
        tree = ast.parse(text.strip()) if isinstance(text, str) else text
    except (SyntaxError, ValueError):
        return  # whoever runs it says what is wrong with it
    for node in ast.walk(tree) if isinstance(tree, ast.AST) else ():
        used = {node.attr} if isinstance(node, ast.Attribute) else set(getattr(node, "kwd_attrs", ()))
        if used & REACHING_NAMES:
            raise AttributeError(f"`{min(used & REACHING_NAMES)}` is closed while a submission is graded")
