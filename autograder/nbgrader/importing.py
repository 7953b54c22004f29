"""nbgrader's modules without what they never use: a grammar that takes seconds to build."""

from __future__ import annotations

import sys
from importlib import import_module

#: jsonschema builds its parser of internationalised addresses when it is imported, and does without where it is absent.
_SLOW = "rfc3987_syntax"


def import_nbgrader() -> None:
    """Import it, so that whoever imports from it finds it there. Raises ImportError where it is not installed."""
    is_decided = _SLOW in sys.modules or "jsonschema" in sys.modules
    if not is_decided:
        sys.modules[_SLOW] = None  # type: ignore[assignment]  # import's own sign for "there is no such module"
    try:
        import_module("nbgrader.api")
    finally:
        if not is_decided:
            del sys.modules[_SLOW]
