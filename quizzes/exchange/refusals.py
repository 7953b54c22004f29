"""Files that are not imported, each with the reason and what to do."""

from __future__ import annotations

from quizzes.errors import UsageError, quoted


class ImportRefused(UsageError):
    """A file that cannot be read safely, or holds nothing that can be read; the message names it."""

    def __init__(self, name: str, what: str, instead: str) -> None:
        super().__init__(f"{quoted(name, 120)} {what}; {instead}")
