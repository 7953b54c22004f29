"""What the names in a submission stand for, and which of them an exercise's answer can reach."""

from __future__ import annotations

import ast
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Use:
    """One use of something that was imported: its full dotted path, as it is written, and where."""

    path: str
    text: str
    place: str
    line: int


@dataclass(frozen=True, slots=True)
class _Binding:
    """One statement that gives a top-level name its meaning, and the cell that it stands in."""

    node: ast.AST
    place: str


class Names:
    """The names of one submission: reads cells that parse, and passes over those that do not."""

    def __init__(self, cells: Sequence[tuple[str, str]]) -> None:
        self._trees: list[tuple[str, ast.Module]] = []
        self._imported: dict[str, set[str]] = defaultdict(set)
        self._bindings: dict[str, list[_Binding]] = defaultdict(list)
        self._star_packages: list[str] = []
        for place, text in cells:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # a student's "\\d" is no warning of ours
                    tree = ast.parse(text)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            self._trees.append((place, tree))
            for statement in ast.walk(tree):
                self._note_import(statement)
            for statement in tree.body:
                self._note_binding(statement, place)

    def _note_import(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                local = alias.asname or alias.name.partition(".")[0]
                self._imported[local].add(alias.name if alias.asname else local)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if alias.name == "*":
                    self._star_packages.append(node.module)
                else:
                    self._imported[alias.asname or alias.name].add(f"{node.module}.{alias.name}")

    def _note_binding(self, statement: ast.stmt, place: str) -> None:
        names = {statement.name} if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else set()
        if not names:
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    names.add(node.id)
                elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                    names.add(node.name)
                elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
                    base = _base_name(node)
                    names |= {base} if base else set()
        for name in names:
            self._bindings[name].append(_Binding(statement, place))

    def uses(self, exercise: str | None = None) -> Iterator[Use]:
        """Every use of something imported: in the whole submission, or in what the answer to ``exercise`` can reach."""
        if exercise is None:
            for place, tree in self._trees:
                yield from self._uses_in(tree, place)
            return
        waiting, seen = [exercise], {exercise}
        while waiting:
            name = waiting.pop()
            if name not in self._bindings:
                for path in sorted(self._imported.get(name, ())):
                    yield Use(path, name, *self._import_place(path))
            for binding in self._bindings.get(name, ()):
                yield from self._uses_in(binding.node, binding.place)
                for node in ast.walk(binding.node):
                    if isinstance(node, ast.Name) and node.id not in seen and node.id in self._bindings:
                        seen.add(node.id)
                        waiting.append(node.id)

    def _import_place(self, path: str) -> tuple[str, int]:
        for place, tree in self._trees:
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and any(f"{node.module}.{a.name}" == path for a in node.names):
                    return place, node.lineno
                if isinstance(node, ast.Import) and any(a.name == path for a in node.names):
                    return place, node.lineno
        return "", 0

    def _uses_in(self, tree: ast.AST, place: str) -> Iterator[Use]:
        inner: set[int] = set()
        parameters = _parameters(tree)
        local = _locals(tree) - parameters
        for node in ast.walk(tree):
            if id(node) in inner:
                continue
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield from _imports_of(node, place)
                continue
            if not isinstance(node, ast.Name | ast.Attribute | ast.Call):
                continue
            steps, base = _chain(node, inner)
            if base is None or base in parameters:
                if steps:
                    owner = "torch.Tensor" if base in parameters - {"self", "cls"} and len(steps) == 1 else "?"
                    yield Use(".".join([owner, *steps]), ast.unparse(node), place, node.lineno)
                continue
            if base in local:
                continue
            for path in self._paths(base):
                yield Use(".".join([path, *steps]), ast.unparse(node), place, node.lineno)

    def _paths(self, base: str) -> list[str]:
        """What ``base`` may stand for. A name that the submission also defines itself is left to the recorded run."""
        if base in self._bindings:
            return []
        if base in self._imported:
            return sorted(self._imported[base])
        return [*(f"{package}.{base}" for package in self._star_packages), base]


def _base_name(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _imports_of(node: ast.Import | ast.ImportFrom, place: str) -> Iterator[Use]:
    for alias in node.names:
        path = alias.name if isinstance(node, ast.Import) else f"{node.module}.{alias.name}"
        yield Use(path, ast.unparse(node), place, node.lineno)


def _chain(node: ast.expr, inner: set[int]) -> tuple[list[str], str | None]:
    """``a.b.c`` as (["b", "c"], "a"); a literal ``getattr(a, "b")`` counts as ``a.b``. The base is None where it is no name."""
    steps: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            steps.append(node.attr)
            node = node.value
        elif _literal_getattr(node):
            assert isinstance(node, ast.Call)
            steps.append(_folded(node.args[1]) or "")
            inner.add(id(node.func))
            node = node.args[0]
        else:
            break
        inner.add(id(node))
    steps.reverse()
    return steps, node.id if isinstance(node, ast.Name) else None


def _literal_getattr(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "getattr"
        and len(node.args) >= 2
        and _folded(node.args[1]) is not None
    )


def _folded(node: ast.expr) -> str | None:
    """The string that a literal, or a sum of literals, stands for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _folded(node.left), _folded(node.right)
        return left + right if left is not None and right is not None else None
    return None


def _parameters(tree: ast.AST) -> set[str]:
    """Names that are parameters in this definition, and so hide an import of the same name."""
    if not isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return set()
    return {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}


def _locals(tree: ast.AST) -> set[str]:
    """Names that a function assigns itself: they hide what a star import brings."""
    if not isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef):
        return set()
    stored = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return {node.id for node in stored}
