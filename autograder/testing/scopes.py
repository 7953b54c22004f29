"""Python's scopes: which names, at any place in a statement, are a function's own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass(frozen=True, slots=True)
class HidingNames:
    """The parameters and the local variables of the functions around a place: they hide names of the top level."""

    parameters: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()

    def __contains__(self, name: str) -> bool:
        return name in self.parameters or name in self.variables

    def within(self, parameters: set[str], variables: set[str]) -> HidingNames:
        """What hides inside a scope that has these names of its own."""
        return HidingNames((self.parameters - variables) | parameters, (self.variables - parameters) | variables)


_NOTHING_HIDDEN = HidingNames()


def nodes_with_scopes(top: ast.AST) -> Iterator[tuple[ast.AST, HidingNames]]:
    """Every node in ``top``, outer before inner, with the names that hide others there."""
    waiting = [(top, _NOTHING_HIDDEN)]
    while waiting:
        node, hiding = waiting.pop()
        yield node, hiding
        inside = _inside(node, hiding)
        children = []
        for field, value in ast.iter_fields(node):
            # Defaults, decorators and annotations are evaluated outside; only a body is inside.
            scope = inside if field in {"body", "elt", "key", "value", "generators"} else hiding
            entries = value if isinstance(value, list) else [value]
            children += [(entry, scope) for entry in entries if isinstance(entry, ast.AST)]
        waiting += reversed(children)


def _inside(node: ast.AST, hiding: HidingNames) -> HidingNames:
    if isinstance(node, _Function):
        parameters = {arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)}
        body = node.body if isinstance(node.body, list) else [node.body]
        return hiding.within(parameters, _variables(body) - parameters)
    if isinstance(node, _Comprehension):
        return hiding.within(set(), _variables([generator.target for generator in node.generators]))
    return hiding


def _variables(nodes: list[ast.stmt] | list[ast.expr]) -> set[str]:
    """The names that these nodes bind in their own scope, imports apart: what they stand for is known."""
    found: set[str] = set()
    elsewhere: set[str] = set()
    waiting: list[ast.AST] = [*nodes]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Global):
            elsewhere.update(node.names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
            continue
        elif isinstance(node, ast.Lambda | _Comprehension):
            continue
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        waiting += ast.iter_child_nodes(node)
    return found - elsewhere
