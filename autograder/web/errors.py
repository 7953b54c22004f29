"""Why a page is not shown, in words for the person who asked for it."""

from __future__ import annotations

from autograder.errors import WrongUsage


class PageError(WrongUsage):
    """What was asked for is not shown; ``status`` is HTTP's number for why, ``title`` the page's heading."""

    status = 400
    title = "That did not work"


class NotEntered(PageError):
    """Nobody is known by this browser yet, or no longer."""

    status = 401
    title = "Come in first"


class Forbidden(PageError):
    """Who is known here may not do this."""

    status = 403
    title = "Not for you"


class NotHere(PageError):
    """There is no such thing, or it is somebody else's: the two look the same from outside."""

    status = 404
    title = "Not here"


class TooLarge(PageError):
    """More was sent than is read."""

    status = 413
    title = "Too large"


class TooFast(PageError):
    """More requests than one browser needs; ``after_seconds`` says when the next may come."""

    status = 429
    title = "Slowly, please"

    def __init__(self, message: str, *, after_seconds: int) -> None:
        super().__init__(message)
        self.after_seconds = after_seconds
