"""What the service refuses, and whose fault it is.

SubmissionError
├── TooLarge        the file is larger than is taken
├── TooMany         too many at once, or too soon after one another: wait
└── Closed          the placement takes no more hand-ins from this person
OperatorError
├── DatabaseUnusable    the database cannot be opened, or stopped answering
│   ├── NewerDatabase   a later version of rectify made it
│   └── UpgradeFailed   an earlier version made it, and its tables cannot be brought to this one
└── WrongUsage
    ├── NotThere        no such row, or not for this person
    ├── NotOne          nobody, or more than one person, is called that
    └── WrongOverride   a score that cannot be set, or no reason for it
"""

from __future__ import annotations

from autograder.errors import OperatorError, SubmissionError, WrongUsage


class TooLarge(SubmissionError):
    """The file is larger than is taken."""


class TooMany(SubmissionError):
    """Too many wait already, or came within a minute or a day; ``after_seconds`` says how long to wait."""

    def __init__(self, message: str, after_seconds: float) -> None:
        super().__init__(message)
        self.after_seconds = after_seconds


class Closed(SubmissionError):
    """The placement takes no more hand-ins from this person: its time is over, or the attempts are used up."""


class DatabaseUnusable(OperatorError):
    """The database cannot be opened, or stopped answering."""


class NewerDatabase(DatabaseUnusable):
    """A later version of rectify made the tables."""


class UpgradeFailed(DatabaseUnusable):
    """The tables cannot be brought to this version; they are as they were."""


class NotThere(WrongUsage):
    """There is no such row, or not for whoever asks."""


class NotOne(WrongUsage):
    """Nobody, or more than one person, is called that; the message lists who it might be."""


class WrongOverride(WrongUsage):
    """A score that cannot be set by hand, or no reason for it."""
