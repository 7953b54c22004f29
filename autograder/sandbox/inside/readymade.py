"""Ready-made functions of libraries beside torch, noted when they run: by whatever name or way they were reached.

torch's own are seen by the recorder of operators. This is no wall either: it sees what reading the source cannot.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import takewhile
from types import ModuleType
from typing import Any

#: Libraries that have ready-made forms of what courses ask for. A name that one of them lends counts as its own.
LIBRARIES = frozenset(
    {"math", "cmath", "numpy", "jax", "tensorflow", "keras", "sklearn", "scipy", "transformers", "timm"}
)
#: Parts that a library imports by itself when they are first asked for: then it would be too late to look.
_IMPORTED_LATE = {"scipy": ("scipy.special",)}

#: The names that were called since this was last emptied.
called: set[str] = set()


def plain_name(name: str) -> str:
    """``LeakyReLU`` is ``leaky_relu`` is ``leaky_relu_``."""
    return name.replace("_", "").lower()


class _Lenders:
    """Which module has which function, by plain names; read once in the zygote.

    A worker that looked at every function itself would count references to all of them, and so copy their pages.
    """

    def __init__(self) -> None:
        self.places: dict[str, list[tuple[ModuleType, str]]] = {}
        self._last_module = ""

    def read(self) -> None:
        """Read the modules that were imported since this was last done."""
        new = list(takewhile(lambda name: name != self._last_module, reversed(sys.modules)))
        for name in new:
            module = sys.modules.get(name)
            if name.partition(".")[0] in LIBRARIES and isinstance(module, ModuleType):
                for attribute, value in list(vars(module).items()):
                    if callable(value) and not isinstance(value, type):
                        self.places.setdefault(plain_name(attribute), []).append((module, attribute))
        if new:
            self._last_module = new[0]


lenders = _Lenders()


class ReadyMadeWatch:
    """Puts, in each library that is imported, a function that notes its call in the place of each watched one."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(map(plain_name, names))

    def cover(self, imported: str = "") -> None:
        """Cover the modules that are there now, after the dotted module ``imported`` was."""
        if not self._names:
            return
        for late in _IMPORTED_LATE.get(imported.partition(".")[0], ()):
            __import__(late)
        lenders.read()
        for name in self._names:
            for module, attribute in lenders.places.pop(name, ()):
                setattr(module, attribute, _noted(getattr(module, attribute), attribute))


def _noted(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    def noted(*args: Any, **kwargs: Any) -> Any:
        called.add(name)
        return function(*args, **kwargs)

    noted.__name__ = name
    noted.__doc__ = function.__doc__
    return noted
