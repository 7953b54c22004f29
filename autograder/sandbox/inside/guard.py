"""The builtins that a submission gets: the usual ones, except that they do not open the worker's own machinery.

This is no wall: the walls are the kernel's. It keeps the from-scratch recorder honest, together with the rules that
read the source: what cannot be written down and cannot be looked up by a made-up name cannot be switched off.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

#: Modules that a submission may not import, by their first names; each reaches past the language into the process.
CLOSED_MODULES = frozenset(
    {
        "_ctypes",
        "_pickle",
        "_posixsubprocess",
        "_thread",
        "autograder",
        "concurrent",
        "ctypes",
        "faulthandler",
        "gc",
        "imp",
        "marshal",
        "multiprocessing",
        "pickle",
        "pkgutil",
        "pydoc",
        "runpy",
        "threading",
    }
)
#: Parts of torch that can switch the recorder off; so can everything private in it.
_CLOSED_IN_TORCH = ("library", "overrides", "multiprocessing", "fx.experimental")


def is_closed(name: str) -> bool:
    """Whether the dotted module ``name`` is closed to submissions, itself or under a closed one."""
    first, _dot, rest = name.partition(".")
    if first != "torch":
        return first in CLOSED_MODULES
    private = any(step.startswith("_") and not step.endswith("__") for step in rest.split("."))
    return private or any(rest == closed or rest.startswith(closed + ".") for closed in _CLOSED_IN_TORCH)


def guarded_builtins(real: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of ``real`` builtins whose import, getattr and vars refuse closed modules and private module members."""
    real_import: Callable[..., Any] = real["__import__"]
    real_getattr: Callable[..., Any] = real["getattr"]
    real_vars: Callable[..., Any] = real["vars"]

    def guarded_import(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002  (the names that the import statement uses)
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> Any:
        for wanted in (name, *(f"{name}.{entry}" for entry in fromlist or ())):
            if is_closed(wanted):
                raise ImportError(f"`{wanted}` is closed while a submission is graded")
        if name in shims:
            return shims[name]
        return real_import(name, globals, locals, fromlist, level)

    def import_module(name: str, package: str | None = None) -> Any:
        del package
        guarded_import(name)
        return sys.modules[name]

    def guarded_getattr(target: Any, name: str, *default: Any) -> Any:
        if isinstance(target, ModuleType) and type(name) is str and name.startswith("_") and name != "__name__":
            raise AttributeError(f"`{name}` is closed while a submission is graded")
        return real_getattr(target, name, *default)

    def guarded_vars(*target: Any) -> Any:
        if target and isinstance(target[0], ModuleType):
            raise TypeError("the inside of a module is closed while a submission is graded")
        return real_vars(*target)

    guarded = {**real, "__import__": guarded_import, "getattr": guarded_getattr, "vars": guarded_vars}
    shims = {"importlib": ModuleType("importlib"), "builtins": ModuleType("builtins")}
    shims["importlib"].__dict__["import_module"] = import_module
    shims["builtins"].__dict__.update(guarded)
    return guarded
