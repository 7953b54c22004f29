"""Who somebody is here, by their roles in the platform's context. What they are elsewhere counts for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.service.models import Role

_CONTEXT = "http://purl.imsglobal.org/vocab/lis/v2/membership"
_INSTRUCTORS = frozenset({"Instructor", "TeachingAssistant", "ContentDeveloper", "Administrator"})
_STUDENTS = frozenset({"Learner", "Member"})


def role_of(roles: Sequence[Any]) -> Role | None:
    """The role here: an instructor's before a student's; None for who is neither, such as an observer."""
    held = {_principal(role) for role in roles if isinstance(role, str)}
    if held & _INSTRUCTORS:
        return Role.INSTRUCTOR
    return Role.STUDENT if held & _STUDENTS else None


def _principal(role: str) -> str:
    """``Instructor`` of ``…membership#Instructor`` and of ``…membership/Instructor#Grader``; short names are old."""
    if not role.startswith(_CONTEXT):
        return role if role.isalpha() else ""
    rest = role.removeprefix(_CONTEXT)
    if rest.startswith("/"):
        return rest[1:].partition("#")[0]
    return rest.removeprefix("#") if rest.startswith("#") else ""
