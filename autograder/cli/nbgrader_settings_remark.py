"""How commands say that the settings of a course folder lack something, and what to write into them."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.cli.console import say
from autograder.nbgrader.folder import CONFIG_NAME


def remark_on_settings(what_happens: str, lines: Sequence[str]) -> None:
    """Say what happens because ``lines`` are not in the settings, and the lines; nothing where none are missing."""
    if lines:
        say(f"`{CONFIG_NAME}` lacks something: {what_happens} Write into it:", "yellow")
        for line in lines:
            say(f"    {line}", "yellow")
