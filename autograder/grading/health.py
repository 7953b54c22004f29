"""Whether this machine can check and grade: each need, what was found, and what to do where it is not met."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.course.course import find_course
from autograder.course.secret import course_secret
from autograder.errors import AutograderError

_OLDEST_PYTHON = (3, 11)
_OLDEST_TORCH = (2, 4)
_FREE_BYTES = 200 << 20


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One need of the machine. ``needed_to_check``: even one's own work cannot be checked without it."""

    what: str
    found: str
    fine: bool
    remedy: str = ""
    needed_to_check: bool = False


def examine(course: Path | None) -> list[HealthFinding]:
    """Look at everything once. Raises nothing: what fails is a finding."""
    solutions = _solutions(course)
    secret = [_secret(course)] if solutions.fine else []  # students keep none
    return [_python(), _torch(), _course(course), solutions, *secret, _disk(), _sandbox(), _worker()]


def _python() -> HealthFinding:
    fine = sys.version_info[:2] >= _OLDEST_PYTHON
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    return HealthFinding("Python", found, fine, "Install Python 3.11 or later.", needed_to_check=True)


def _torch() -> HealthFinding:
    remedy = "Install torch 2.4 or later: `pip install torch`."
    try:
        import torch
    except (ImportError, OSError) as problem:
        return HealthFinding(
            "PyTorch", f"cannot be imported: {problem}", fine=False, remedy=remedy, needed_to_check=True
        )
    version = str(torch.__version__)
    fine = tuple(int(part) for part in version.partition("+")[0].split(".", 2)[:2]) >= _OLDEST_TORCH
    return HealthFinding("PyTorch", version, fine, remedy, needed_to_check=True)


def _course(given: Path | None) -> HealthFinding:
    try:
        course = find_course(given)
        names = [assignment.name for assignment in course.assignments if assignment.spec]
    except AutograderError as problem:
        return HealthFinding("course", "none that can be read", fine=False, remedy=str(problem), needed_to_check=True)
    return HealthFinding("course", f"{course.root} ({len(names)} assignments)", fine=True)


def _solutions(given: Path | None) -> HealthFinding:
    try:
        without = [one.name for one in find_course(given).assignments if not one.has_solutions]
    except AutograderError as problem:
        return HealthFinding("solutions", "no course", fine=False, remedy=str(problem))
    found = f"none for {', '.join(without)}" if without else "there"
    remedy = "Only the instructor's course has them, and only grading needs them."
    return HealthFinding("solutions", found, not without, remedy)


def _secret(given: Path | None) -> HealthFinding:
    try:
        course_secret(find_course(given).root)
    except AutograderError as problem:
        return HealthFinding("course secret", "cannot be kept", fine=False, remedy=str(problem))
    return HealthFinding("course secret", "there", fine=True)


def _disk() -> HealthFinding:
    free = shutil.disk_usage(tempfile.gettempdir()).free
    found = f"{free / 2**30:.1f} GB free in {tempfile.gettempdir()}"
    return HealthFinding("disk", found, free > _FREE_BYTES, "Make room, or point $TMPDIR elsewhere.")


def _sandbox() -> HealthFinding:
    from autograder.sandbox.bubblewrap import find_bwrap, why_no_sandbox

    reason = why_no_sandbox()
    found = (
        "cannot be built"
        if reason
        else f"{find_bwrap()}, as {'root' if hasattr(os, 'geteuid') and os.geteuid() == 0 else 'an ordinary user'}"
    )
    return HealthFinding("sandbox", found, not reason, reason)


def _worker() -> HealthFinding:
    """Start a sandbox for real and have it fork a worker."""
    from autograder.sandbox.bubblewrap import why_no_sandbox
    from autograder.sandbox.limits import Limits
    from autograder.sandbox.session import Session
    from autograder.sandbox.zygote import Zygote

    if why_no_sandbox():
        return HealthFinding("worker", "not tried, for want of a sandbox", fine=False, remedy="See sandbox.")
    try:
        with Zygote(Limits(), walled=True) as zygote:
            session = Session(zygote, [("trial.py", "answer = 42")])
            names = session.loaded.names
            session.close()
    except AutograderError as problem:
        return HealthFinding("worker", "did not answer", fine=False, remedy=str(problem))
    fine = "answer" in names
    return HealthFinding(
        "worker", "answers" if fine else "gave a wrong answer", fine, "Report this machine's `doctor`."
    )
