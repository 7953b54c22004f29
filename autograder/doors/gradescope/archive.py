"""The archive that an instructor uploads to Gradescope. It holds solutions: it is never for students."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from autograder.course.course import Assignment, Course
from autograder.course.secret import course_secret
from autograder.doors.gradescope.harness import SETTINGS, Settings, WithoutSandbox
from autograder.doors.packed import File, packed
from autograder.doors.pins import pinned_requirements
from autograder.doors.wheel import engine_wheel, wheel_name

_HERE = Path(__file__).parent


def gradescope_archive(
    course: Course, assignment: Assignment, *, without_sandbox: WithoutSandbox, release_hidden: bool
) -> bytes:
    """The zip: `setup.sh`, `run_autograder`, the engine, pinned requirements, and what decides a grade.

    The course's own secret stays here: the archive holds one that is derived from it, for this assignment. Raises
    AuthorError or WrongUsage where there is no solution, OperatorError where the engine is not installed.
    """
    assignment.require_solutions()
    secret = hmac.digest(course_secret(course.root), f"gradescope\0{assignment.name}".encode(), hashlib.sha256)
    settings = Settings(
        assignment=assignment.name,
        without_sandbox=without_sandbox,
        release_hidden=release_hidden,
        secret=secret.hex(),
    )
    files = {name: File((_HERE / name).read_bytes(), 0o755) for name in ("setup.sh", "run_autograder")}
    files["requirements.txt"] = File("\n".join([*pinned_requirements("instructor"), ""]).encode())
    files[f"engine/{wheel_name()}"] = File(engine_wheel())
    files[SETTINGS] = File(settings.model_dump_json(indent=1).encode() + b"\n", 0o600)
    for path in assignment.graded_by():
        place = path.relative_to(course.root).as_posix()
        files[f"course/{place}"] = File(path.read_bytes(), 0o600)
    return packed(files)
