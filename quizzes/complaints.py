"""pydantic's errors in the words of this project: where, what is wrong, and what is allowed there."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizzes.errors import one_line, quoted
from quizzes.items.base import Mistake, Mistakes, Path

#: What is wanted where a value is of another type, by the name of pydantic's error.
TYPES = {
    "string_type": "text; a number or true or false that is meant as text stands in quotes",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "list_type": "a list",
    "dict_type": "a mapping of names to values",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "finite_number": "a finite number",
}
#: How pydantic's bounds read, by the name of its error; the number is in its context.
BOUNDS = {
    "greater_than": ("gt", "more than {}"),
    "greater_than_equal": ("ge", "{} or more"),
    "less_than": ("lt", "less than {}"),
    "less_than_equal": ("le", "{} or less"),
    "string_too_short": ("min_length", "at least {} characters"),
    "string_too_long": ("max_length", "at most {} characters"),
    "too_short": ("min_length", "at least {}"),
    "too_long": ("max_length", "at most {}"),
}
NAMES = "lower-case letters and digits, joined by - or _ or a dot, as in `relu-slope`"


def complaints(error: ValidationError, model: type[BaseModel], data: Any) -> Iterator[Mistake]:
    """Each mistake once, with its path in the data."""
    seen: set[tuple[Path, str]] = set()
    for details in error.errors(include_url=False):
        for path, what, allowed in _mistakes(details, model, data):
            if (path, what) not in seen:
                seen.add((path, what))
                yield path, what, allowed


def _mistakes(details: ErrorDetails, model: type[BaseModel], data: Any) -> Iterator[Mistake]:
    at = place(details["loc"], data, missing=details["type"] in {"missing", "union_tag_not_found"})
    kind, context, given = details["type"], details.get("ctx", {}), details["input"]
    holder, name = model_at(model, at[:-1], data), at[-1] if at else ""
    field = holder.model_fields.get(str(name)) if holder else None
    help_text = (field.description if field else "") or "see docs/QUIZZES.md"
    if isinstance(mistakes := context.get("error"), Mistakes):
        yield from (((*at, *inner), what, allowed) for inner, what, allowed in mistakes.found)
    elif kind == "refused":
        yield at, str(context["what"]), str(context["allowed"])
    elif kind == "missing":
        yield at, "is missing", f"wanted: {help_text[0].lower()}{help_text[1:]}"
    elif kind == "extra_forbidden":
        fields = list(holder.model_fields) if holder else []
        near = difflib.get_close_matches(str(name), fields, n=1)
        meant = f"did you mean `{near[0]}`? " if near else ""
        yield at, "is no field here", f"{meant}allowed: {', '.join(fields)}"
    elif kind == "literal_error":
        yield at, f"{quoted(given)} is not allowed", f"allowed: {context['expected']}"
    elif kind in {"union_tag_invalid", "union_tag_not_found"}:
        tag = given.get("kind") if isinstance(given, dict) else given
        what = "is missing" if tag is None else f"{quoted(tag)} is not allowed"
        yield (*at, "kind"), what, f"allowed: {context.get('expected_tags', 'choice, numeric, short_text')}"
    elif kind == "string_pattern_mismatch":
        yield at, f"{quoted(given)} is not written as a name", NAMES
    elif kind in TYPES:
        yield at, f"{quoted(given)} is {type_words(given)}", f"wanted: {TYPES[kind]}"
    elif kind in BOUNDS:
        key, words = BOUNDS[kind]
        size = f"has {len(given)}" if isinstance(given, str | list | dict) else f"is {quoted(given)}"
        yield at, size, words.format(context[key])
    else:
        yield at, f"{quoted(given)}: {one_line(details['msg'])}", help_text


def type_words(value: object) -> str:
    """What a value of YAML is."""
    words = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "a mapping"}
    return words.get(type(value), "empty")


def place(location: tuple[int | str, ...], data: Any, *, missing: bool) -> Path:
    """The path in the data that pydantic's location means, without the names of types that it puts in between."""
    path: list[str | int] = []
    for step in location:
        if has(data, step):
            data = data[step]
        elif not (missing and step == location[-1] and step != "[key]"):
            continue
        path.append(step)
    return tuple(path)


def has(data: Any, step: str | int) -> bool:
    """Whether there is a value under that key, or at that place of a list."""
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def model_at(model: type[BaseModel], path: Path, data: Any) -> type[BaseModel] | None:
    """The model that describes the data at a path; where there are several, the one of the data's kind."""
    candidates = [model]
    for step in path:
        data = data[step] if has(data, step) else None
        if len(candidates) == 1 and isinstance(step, str) and step in candidates[0].model_fields:
            candidates = list(models_in(candidates[0].model_fields[step].annotation))
        if len(candidates) > 1 and isinstance(data, dict) and "kind" in data:
            candidates = [each for each in candidates if data["kind"] in _tags(each)]
    return candidates[0] if len(candidates) == 1 else None


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from models_in(inner)


def _tags(model: type[BaseModel]) -> tuple[Any, ...]:
    field = model.model_fields.get("kind")
    return typing.get_args(field.annotation) if field else ()
