"""Inert stand-ins for plotting and notebook libraries: a plot is harmless in a submission, and useless in a sandbox.

They are served even where the real library is installed: nobody sees the plot, and importing it costs more than
grading does.
"""

from __future__ import annotations

import builtins
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Self

ALWAYS_INERT = frozenset(
    {"IPython", "altair", "bokeh", "ipywidgets", "matplotlib", "mpl_toolkits", "plotly", "pylab", "seaborn"}
)
#: Libraries that compute are never faked: an answer that needs one fails, and says its name.
INERT_WHERE_ABSENT = frozenset({"google", "tabulate", "torchinfo", "torchsummary", "torchviz", "tqdm"})


class Inert:
    """Takes every call, attribute and item, and does nothing; iterates over ``count`` more of its kind."""

    def __init__(self, count: int = 0) -> None:
        self._count = count

    def __call__(self, *_args: Any, **_kwargs: Any) -> Inert:
        """Do nothing, and give back more of the same."""
        return Inert()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _subplots if name == "subplots" else Inert(self._count)

    def __getitem__(self, _key: Any) -> Inert:
        return Inert()

    def __setitem__(self, _key: Any, _value: Any) -> None:
        return None

    def __iter__(self) -> Iterator[Inert]:
        return iter([Inert() for _ in range(self._count)])

    def __len__(self) -> int:
        return self._count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        return None


def _subplots(nrows: Any = 1, ncols: Any = 1, **_kwargs: Any) -> tuple[Inert, Inert]:
    count = nrows * ncols if isinstance(nrows, int) and isinstance(ncols, int) else 1
    return Inert(), Inert(count if 1 < count <= 100 else 0)


def _same(iterable: Any = (), *_args: Any, **_kwargs: Any) -> Any:
    return iterable


class InertModule(ModuleType):
    """A module whose every member takes every call and does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in {"tqdm", "tqdm_notebook", "track"}:
            return _same
        if name == "trange":
            return range
        return _subplots if name == "subplots" else Inert()


class _InertFinder(MetaPathFinder, Loader):
    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if fullname.partition(".")[0] not in self.names:
            return None
        return importlib.util.spec_from_loader(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        del module


def install() -> None:
    """Serve the stand-ins from now on, and the names that are there without importing them where people work."""
    sys.meta_path.insert(0, _InertFinder(ALWAYS_INERT))
    sys.meta_path.append(_InertFinder(INERT_WHERE_ABSENT))
    for name in ("display", "get_ipython", "help"):
        setattr(builtins, name, Inert())
