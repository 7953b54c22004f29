"""What of a live namespace is a file of the student's own: grading sees the notebook alone."""

from __future__ import annotations

import sys
import sysconfig
import types
from functools import cache
from pathlib import Path

_ENGINE = Path(__file__).resolve().parent.parent


@cache
def _installed() -> tuple[Path, ...]:
    """Where Python and installed packages lie."""
    folders = {Path(place) for place in sysconfig.get_paths().values()} | {Path(sys.prefix), Path(sys.base_prefix)}
    folders |= {Path(entry) for entry in sys.path if Path(entry).name in {"site-packages", "dist-packages"}}
    return (_ENGINE, *(folder.resolve() for folder in folders))


def own_file(module: types.ModuleType | None) -> str:
    """The name of the file that ``module`` was made from, where it is the student's own; else nothing."""
    place = getattr(module, "__file__", None)
    if not isinstance(place, str) or module is sys.modules.get("__main__"):
        return ""
    path = Path(place).resolve()
    return "" if any(path.is_relative_to(folder) for folder in _installed()) else path.name
