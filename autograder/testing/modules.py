"""Loads the course's own trusted Python files: references and misconceptions, never a submission."""

from __future__ import annotations

import hashlib
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from autograder.errors import AuthorError


def load_module(path: Path) -> ModuleType:
    """Import the file at ``path`` as a module of its own. Raises AuthorError where that fails."""
    name = f"_rectify_{path.stem}_{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise AuthorError(f"`{path}` is not a Python file.")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as problem:
        del sys.modules[name]
        raise AuthorError(
            f"`{path}` cannot be imported: {type(problem).__name__}: {problem}. Fix the file."
        ) from problem
    return module
