"""What one placement allows and counts, as data in its row."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Counts(StrEnum):
    """Which of several attempts is the score."""

    BEST = "best"
    LATEST = "latest"


class Policy(BaseModel):
    """One placement's rules. ``attempts``: how many hand-ins or sittings count, None for any number.

    ``due``: when it ends; ``late``: whether what comes after that is taken all the same. ``release_hidden``: whether
    students see what hidden checks found.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    attempts: int | None = Field(default=None, ge=1)
    counts: Counts = Counts.BEST
    due: AwareDatetime | None = None
    late: bool = True
    release_hidden: bool = False

    def is_over(self, now: float) -> bool:
        """Whether the time is over at ``now``, seconds since 1970, for what is not taken late."""
        return self.due is not None and not self.late and now > _seconds(self.due)


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
