"""The statements that are kept, as cells: each after what it stands on, on the lines where it stood."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from autograder.notebook_check.literals import LIBRARIES
from autograder.notebook_check.statements import Statement
from autograder.submission.notebook import Cell

#: What messages call the cell that holds data.
VALUES = "your variables"


def cells_of(
    meanings: Mapping[str, Sequence[Statement]], values: Mapping[str, str], first: Sequence[Statement]
) -> Iterator[Cell]:
    """The cells that make ``meanings``, the statements by name, and ``values``, expressions by name.

    ``first``: statements that stand before all others.
    """
    if first:
        yield from _grouped(first)
    if values:
        yield _values_cell(values)
    ordered = _ordered(meanings)
    yield from _grouped(ordered)
    # A statement that binds several names has brought back what one of them was at first.
    again = {name: text for name, text in values.items() if any(name in one.binds for one in ordered)}
    if again:
        yield _values_cell(again)


def _ordered(meanings: Mapping[str, Sequence[Statement]]) -> list[Statement]:
    """In the order in which the cells were first run, except where one needs another that was run again since."""
    kept = {statement for statements in meanings.values() for statement in statements}
    done: dict[Statement, None] = {}
    open_ones: set[Statement] = set()

    def place(statement: Statement) -> None:
        if statement in done or statement in open_ones:
            return
        open_ones.add(statement)
        for other in sorted(_before(statement, meanings), key=_first_run):
            place(other)
        done[statement] = None

    for statement in sorted(kept, key=_first_run):
        place(statement)
    return list(done)


def _first_run(statement: Statement) -> tuple[int, int]:
    return statement.source.first, statement.order


def _before(statement: Statement, meanings: Mapping[str, Sequence[Statement]]) -> set[Statement]:
    """What has to have run before ``statement``."""
    names = _reached(statement.at_once, meanings, deep=statement.calls)
    found = {one for name in names for one in meanings.get(name, ())}
    # What a name meant earlier, and patches of it, keep their order.
    for statements in meanings.values():
        if statement in statements:
            found.update(statements[: statements.index(statement)])
    later = {other for other in found if _needs_at_once(other, statement)}
    return found - later - {statement}


def _reached(names: frozenset[str], meanings: Mapping[str, Sequence[Statement]], *, deep: bool) -> set[str]:
    found, waiting = set(names), list(names)
    while deep and waiting:
        for statement in meanings.get(waiting.pop(), ()):
            waiting += statement.needs - found
            found |= statement.needs
    return found


def _needs_at_once(one: Statement, other: Statement) -> bool:
    return bool(one.at_once & other.binds) and not other.at_once & one.binds


def _grouped(statements: Sequence[Statement]) -> Iterator[Cell]:
    lines = {one.source.name: one.lines[1] for one in sorted(statements, key=lambda one: one.lines[1])}
    for source, group in groupby(statements, key=lambda one: one.source):
        yield Cell(_excerpt(list(group), lines[source.name]), source.name)


def _excerpt(statements: Sequence[Statement], length: int) -> str:
    """The source with nothing in it but ``statements``, each on its own lines, and ``length`` lines in all."""
    lines = [""] * length
    for statement in statements:
        text = _standing_alone(statement)
        for number, line in enumerate(text, statement.lines[0] - 1):
            lines[number] = f"{lines[number]}; {line}" if lines[number] else line
    return "\n".join(lines)


def _standing_alone(statement: Statement) -> list[str]:
    """Its lines, without the indentation of what it stood in."""
    if not statement.is_inner:
        return statement.text_lines
    lines = textwrap.dedent("\n".join(statement.text_lines)).split("\n")
    try:
        same = ast.dump(ast.parse("\n".join(lines)).body[0]) == ast.dump(statement.node)
    except (SyntaxError, IndexError):
        same = False
    return lines if same else ast.unparse(statement.node).split("\n")


def _values_cell(values: Mapping[str, str]) -> Cell:
    texts = [f"{name} = {text}" for name, text in values.items()]
    needed = [line for library, line in LIBRARIES.items() if any(library in text for text in texts)]
    return Cell("\n".join([*needed, *texts]), VALUES)
