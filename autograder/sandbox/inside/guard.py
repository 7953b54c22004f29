"""The builtins that a submission gets: the usual ones, except that they do not open the worker's own machinery.

This is no wall: the walls are the kernel's. It keeps the from-scratch recorder honest, together with the rules that
read the source: what cannot be written down and cannot be looked up by a made-up name cannot be switched off.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

from autograder.sandbox.inside.reaching import REACHING_NAMES, text_builtins
from autograder.sandbox.inside.standins import InertModule

#: Modules that reach past the language into the process, by their first names: importing one brings an inert stand-in.
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
#: Names with underscores that a module may be asked for.
_PLAIN_NAMES = frozenset({"__name__", "__doc__", "__version__", "__all__", "__file__"})
#: Parts of torch that can switch the recorder off, or run where it does not look; so can everything private in it.
_CLOSED_IN_TORCH = ("library", "overrides", "multiprocessing", "fx.experimental", "futures", "jit.fork", "jit.wait")


def is_closed(name: str) -> bool:
    """Whether the dotted module ``name`` is closed to submissions, itself or under a closed one."""
    first, _dot, rest = name.partition(".")
    if first != "torch":
        return first in CLOSED_MODULES
    private = any(step.startswith("_") and not step.endswith("__") for step in rest.split("."))
    return private or any(rest == closed or rest.startswith(closed + ".") for closed in _CLOSED_IN_TORCH)


def _require_open(name: str, fromlist: Sequence[str] | None) -> None:
    for wanted in (name, *(f"{name}.{entry}" for entry in fromlist or ())):
        if is_closed(wanted):
            raise ImportError(f"`{wanted}` is closed while a submission is graded")


def guarded_builtins(real: Mapping[str, Any], imported: Callable[[str], None] = lambda _name: None) -> dict[str, Any]:
    """A copy of ``real`` builtins that refuse closed modules, private members, and what reaches past the language.

    ``imported`` is told of each module that was.
    """
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
        if type(fromlist) is list and name.startswith("torch."):
            # torch itself, in the middle of a call: its compiled half imports with the builtins of whoever called it,
            # and takes the module from where all modules are. What comes back here is for nobody.
            real_import(name, globals, locals, fromlist, level)
            return None
        first = name.partition(".")[0]
        if first in shims:
            return shims[first]
        if first in CLOSED_MODULES:
            return InertModule(first)  # `import math, gc` must bring math
        _require_open(name, fromlist)
        module = real_import(name, globals, locals, fromlist, level)
        imported(name)
        return module

    def import_module(name: str, package: str | None = None) -> Any:
        del package
        module = guarded_import(name)
        return sys.modules.get(name, module) if type(module) is ModuleType else module

    def guarded_getattr(target: Any, name: str, *default: Any) -> Any:
        private = type(name) is str and name.startswith("_") and name not in _PLAIN_NAMES
        reaching = type(name) is str and name in REACHING_NAMES
        if (isinstance(target, ModuleType) and private) or reaching:
            raise AttributeError(f"`{name}` is closed while a submission is graded")
        return real_getattr(target, name, *default)

    def guarded_vars(*target: Any) -> Any:
        if target and isinstance(target[0], ModuleType):
            raise TypeError("the inside of a module is closed while a submission is graded")
        return real_vars(*target)

    guarded = {**real, "__import__": guarded_import, "getattr": guarded_getattr, "vars": guarded_vars}
    guarded |= text_builtins(real, guarded)
    shims = {"importlib": ModuleType("importlib"), "builtins": ModuleType("builtins")}
    shims["importlib"].__dict__["import_module"] = import_module
    shims["builtins"].__dict__.update(guarded)
    return guarded
