"""Times for a page: in words, with the exact one beside them for a program that reads along."""

from __future__ import annotations

from datetime import UTC, datetime

from markupsafe import Markup

from autograder.service.times import in_words


def moment(at: datetime | float) -> Markup:
    """``26 Nov 2026, 22:14 UTC`` as an element; ``at`` is an aware datetime, or seconds since 1970."""
    when = at.astimezone(UTC) if isinstance(at, datetime) else datetime.fromtimestamp(at, UTC)
    return Markup('<time datetime="{}">{}</time>').format(when.isoformat(timespec="seconds"), in_words(when))
