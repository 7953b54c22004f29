"""Which modules a page's script needs, so that a browser can ask for all of them at once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_STATIC = Path(__file__).parent / "static"
_IMPORT = re.compile(r'^import .* from "\./(\w+\.js)";$', re.MULTILINE)


@cache
def modules_of(script: str) -> tuple[str, ...]:
    """The modules that ``script`` imports, and those that these import, in alphabetical order."""
    needed: set[str] = set()
    waiting = [script]
    while waiting:
        found = set(_IMPORT.findall((_STATIC / waiting.pop()).read_text(encoding="utf-8"))) - needed
        needed |= found
        waiting += found
    return tuple(sorted(needed))
