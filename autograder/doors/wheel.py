"""The engine as a wheel, made of what is installed here: no build tools, same files, same bytes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from autograder import __version__
from autograder.doors.packed import File, packed
from autograder.errors import OperatorError

DISTRIBUTION = "rectify-course"
_PACKAGES = ("autograder", "labs", "quizzes")
_HERE = Path(__file__).parents[2]


def wheel_name() -> str:
    """The wheel's file name, as installers read it."""
    return f"{DISTRIBUTION.replace('-', '_')}-{__version__}-py3-none-any.whl"


def engine_wheel() -> bytes:
    """The wheel. Raises OperatorError where the project is not installed, and so nothing says what it needs.

    The course that an installed engine brings along is left out: whoever grades has a course of their own.
    """
    try:
        metadata = distribution(DISTRIBUTION).read_text("METADATA")
    except PackageNotFoundError:
        metadata = None
    if not metadata:
        raise OperatorError(f"`{DISTRIBUTION}` is not installed here. Install it: `pip install -e .` in its folder.")
    info = f"{DISTRIBUTION.replace('-', '_')}-{__version__}.dist-info"
    files = {name: File(path.read_bytes()) for name, path in _sources()}
    files[f"{info}/METADATA"] = File(_described(metadata).encode())
    files[f"{info}/WHEEL"] = File(b"Wheel-Version: 1.0\nGenerator: rectify\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    entry_points = distribution(DISTRIBUTION).read_text("entry_points.txt") or ""
    files[f"{info}/entry_points.txt"] = File(entry_points.encode())
    record = [f"{name},{_digest(files[name].content)},{len(files[name].content)}" for name in sorted(files)]
    files[f"{info}/RECORD"] = File("\n".join([*record, f"{info}/RECORD,,", ""]).encode())
    return packed(files)


def _sources() -> Iterator[tuple[str, Path]]:
    for package in _PACKAGES:
        for path in sorted((_HERE / package).rglob("*")):
            parts = path.relative_to(_HERE).parts
            is_ours = "__pycache__" not in parts and parts[:3] != ("autograder", "course", "bundled")
            if path.is_file() and is_ours and not any(part.startswith(".") for part in parts):
                yield "/".join(parts), path


def _described(metadata: str) -> str:
    """The metadata's headers: what follows them is the readme, which changes no installation."""
    return metadata.partition("\n\n")[0] + "\n"


def _digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
