"""The builtins that a submission gets: the usual ones, except that they do not open the worker's own machinery.

This is no wall: the walls are the kernel's. It keeps the from-scratch recorder honest, together with the rules that
read the source: what cannot be written down and cannot be looked up by a made-up name cannot be switched off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

#: Modules that a submission may not import, by their first names; each reaches past the language into the process.
CLOSED_MODULES = (
    "_ctypes",
    "_posixsubprocess",
    "_thread",
    "_xxsubinterpreters",
    "autograder",
    "concurrent",
    "ctypes",
    "faulthandler",
    "gc",
    "imp",
    "marshal",
    "multiprocessing",
    "pkgutil",
    "pydoc",
    "runpy",
    "threading",
    "torch._C",
    "torch._dispatch",
    "torch._ops",
    "torch._subclasses",
    "torch.library",
    "torch.overrides",
    "torch.utils._python_dispatch",
    "torch.utils._pytree",
)


def is_closed(name: str) -> bool:
    """Whether the dotted module ``name`` is closed to submissions, itself or under a closed one."""
    return any(name == closed or name.startswith(closed + ".") for closed in CLOSED_MODULES)


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
        return real_import(name, globals, locals, fromlist, level)

    def guarded_getattr(target: Any, name: str, *default: Any) -> Any:
        if isinstance(target, ModuleType) and type(name) is str and name.startswith("_") and name != "__name__":
            raise AttributeError(f"`{name}` is closed while a submission is graded")
        return real_getattr(target, name, *default)

    def guarded_vars(*target: Any) -> Any:
        if target and isinstance(target[0], ModuleType):
            raise TypeError("the inside of a module is closed while a submission is graded")
        return real_vars(*target)

    return {**real, "__import__": guarded_import, "getattr": guarded_getattr, "vars": guarded_vars}
