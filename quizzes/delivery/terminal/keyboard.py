"""Reads lines from the keyboard, or from a pipe, whatever bytes come."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable


def line_reader() -> Callable[[str], str]:
    """A function that shows a prompt and gives a line, with editing where the terminal can; EOFError at the end.

    Bytes that are no text become characters that no response may hold, so that they are asked for again. What the
    terminal cannot show is replaced on the way out.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if sys.stdin.isatty():
        with contextlib.suppress(ImportError):  # not on Windows, where the console edits lines itself
            import readline  # noqa: F401  importing it is what makes `input` edit
    return input
