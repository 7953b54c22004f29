"""The exact versions of what the engine needs, as they are here: an installation elsewhere gets the same."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder.doors.wheel import DISTRIBUTION
from autograder.errors import OperatorError

#: Where it will be installed, whatever this machine is.
_TARGET = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}


def pinned_requirements(extra: str = "") -> list[str]:
    """A line for each package that the engine with ``extra`` needs, and those need, by name: `numpy==2.4.6`.

    What is needed there and is not installed here stands as the requirement says. Raises OperatorError where the engine
    itself is not installed.
    """
    try:
        distribution(DISTRIBUTION)
    except PackageNotFoundError as problem:
        raise OperatorError(
            f"`{DISTRIBUTION}` is not installed here. Install it: `pip install -e .` in its folder."
        ) from problem
    lines: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(DISTRIBUTION, extra), (DISTRIBUTION, "")]
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        for text in distribution(name).requires or []:
            requirement = Requirement(text)
            if requirement.marker and not requirement.marker.evaluate({**_TARGET, "extra": wanted}):
                continue
            key = canonicalize_name(requirement.name)
            if key == DISTRIBUTION:
                waiting += [(key, one) for one in requirement.extras]
                continue
            try:
                lines[key] = f"{key}=={distribution(key).version.partition('+')[0]}"
            except PackageNotFoundError:
                lines.setdefault(key, f"{key}{requirement.specifier}")
            else:
                waiting += [(key, one) for one in ("", *requirement.extras)]
    return [lines[key] for key in sorted(lines)]
