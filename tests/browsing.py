"""Going from page to page in a real browser."""

from __future__ import annotations

from typing import Any


def follow(page: Any, pressed: Any) -> None:
    """Click what leads to another page, and wait until all of that is there, its scripts run.

    A click alone waits until the new page begins: what is read then may not have come yet, and what is typed is typed
    before any script listens. `-p tests.slowly` makes every such test fail.
    """
    with page.expect_navigation():
        pressed.click()
