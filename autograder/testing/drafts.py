"""Drafts: definitions at the top level that a later one replaced before anything could have kept them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Sequence

#: What shows a value and keeps none of it. `check` is the course's own, of its notebooks.
_SHOWING = {"print", "display", "check"}


def lasting(
    name: str, places: Collection[int], kept: Callable[[int], Collection[str]], nodes: Sequence[ast.stmt]
) -> set[int]:
    """Those of the statements at ``places``, all that give ``name`` a meaning, whose meaning may still be in use.

    ``nodes`` are the statements in the order in which they run, and ``kept`` the names of one that `kept_names` finds.
    """
    found: set[int] = set()
    is_replaced = is_kept = False
    for place in range(max(places), min(places) - 1, -1):
        node = nodes[place]
        if place not in places:
            is_kept = is_kept or name in kept(place)
            continue
        if is_kept or not is_replaced:
            found.add(place)
        if _replaces(node, name):
            is_replaced, is_kept = True, name in _needed_to_define(node)
        else:
            is_kept = is_kept or name in kept(place)
    return found


def kept_names(node: ast.stmt, own: Collection[str]) -> frozenset[str]:
    """The names whose meaning may outlast the statement: all that it reads but what it merely calls to show the result.

    ``own``: the names that the submission defines, whose ``print`` may do anything.
    """
    shown: set[int] = set()
    call = node.value if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
    if call is not None:
        shown.add(id(call.func))
    word = call.func.id if call is not None and isinstance(call.func, ast.Name) else ""
    if isinstance(node, ast.Assert) or (word in _SHOWING and word not in own):
        shown |= {id(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
    if call is not None and word == "check" and word not in own:
        shown |= {id(argument) for argument in call.args}
    return _read(node, shown)


def _replaces(node: ast.stmt, name: str) -> bool:
    """Whether ``name`` means nothing of before once the statement has run."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name == name
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        targets = [node.target]
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _needed_to_define(node: ast.stmt) -> frozenset[str]:
    """The names that are read while the statement runs: a function's body runs later."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        parts = [*node.decorator_list, *node.args.defaults, *(one for one in node.args.kw_defaults if one is not None)]
        return frozenset().union(*map(_read, parts))
    return _read(node)


def _read(node: ast.AST, apart: Collection[int] = ()) -> frozenset[str]:
    return frozenset(
        one.id
        for one in ast.walk(node)
        if isinstance(one, ast.Name) and not isinstance(one.ctx, ast.Store) and id(one) not in apart
    )
