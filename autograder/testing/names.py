"""What the names in a submission stand for, and which of them an exercise's answer can reach."""

from __future__ import annotations

import ast
import warnings
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from autograder.testing.drafts import kept_names, lasting
from autograder.testing.scopes import HidingNames, nodes_with_scopes

#: How many things one name may stand for, and how many uses of imported things are read: far beyond any homework.
MOST_MEANINGS = 50
MOST_USES = 200_000


@dataclass(frozen=True, slots=True)
class Use:
    """One use of something that was imported: its full dotted path, what is written there, and where."""

    path: str
    written: ast.AST | str
    place: str
    line: int

    @property
    def is_import(self) -> bool:
        """Whether it is an import, and not yet a use of what was imported."""
        return isinstance(self.written, ast.Import | ast.ImportFrom)

    @property
    def text(self) -> str:
        """As it is written."""
        try:
            return self.written if isinstance(self.written, str) else ast.unparse(self.written)
        except RecursionError:
            return self.path


class Names:
    """The names of one submission: reads cells that parse, and passes over those that do not."""

    def __init__(self, cells: Sequence[tuple[str, str]]) -> None:
        self._statements: list[_Statement] = []
        self._imported: dict[str, set[str]] = defaultdict(set)
        self._import_places: dict[str, tuple[str, int]] = {}
        self._bindings: dict[str, list[_Statement]] = defaultdict(list)
        self._star_packages: list[str] = []
        self._lasting: dict[str, list[_Statement]] = {}
        for place, text in cells:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # a student's "\\d" is no warning of ours
                    tree = ast.parse(text)
                self._note(tree, place)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue

    def _note(self, tree: ast.Module, place: str) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._note_import(node, place)
        for node in tree.body:
            statement = _Statement(self, node, place, len(self._statements))
            self._statements.append(statement)
            for name in _bound_names(node):
                self._bindings[name].append(statement)

    def _note_import(self, node: ast.Import | ast.ImportFrom, place: str) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                local = alias.asname or alias.name.partition(".")[0]
                path = alias.name if alias.asname else local
            elif not node.module:
                continue
            elif alias.name == "*":
                self._star_packages.append(node.module)
                continue
            else:
                local, path = alias.asname or alias.name, f"{node.module}.{alias.name}"
            self._imported[local].add(path)
            self._import_places.setdefault(path, (place, node.lineno))

    @cached_property
    def all_uses(self) -> list[Use]:
        """Every use of something imported, in the whole submission; as many as may be read."""
        every = (use for statement in self._statements for use in statement.uses)
        return list(islice(every, MOST_USES + 1))

    @property
    def are_tangled(self) -> bool:
        """Whether there is more to read than any answer needs: then nothing that is not found means anything."""
        most = max(map(len, self._imported.values()), default=0)
        return max(most, len(self._star_packages)) > MOST_MEANINGS or len(self.all_uses) > MOST_USES

    def uses(self, exercise: str, *, with_drafts: bool = False) -> Iterator[Use]:
        """Every use of something imported in what the answer to ``exercise`` can reach.

        A draft that a later definition replaced is out of reach, unless that definition itself fails when it runs:
        where that matters, have it ``with_drafts``.
        """
        meanings = self._bindings.get if with_drafts else self._lasting_bindings
        waiting, seen = [exercise], {exercise}
        read: set[int] = set()
        while waiting:
            name = waiting.pop()
            if name not in self._bindings:
                for path in sorted(self._imported.get(name, ())):
                    yield Use(path, name, *self._import_places[path])
            for statement in meanings(name) or ():
                if id(statement) in read:
                    continue
                read.add(id(statement))
                yield from statement.uses
                found = [other for other in statement.reads if other not in seen and other in self._bindings]
                seen.update(found)
                waiting += found

    @cached_property
    def _nodes(self) -> list[ast.stmt]:
        return [statement.node for statement in self._statements]

    def _lasting_bindings(self, name: str) -> list[_Statement]:
        """The statements that give ``name`` its meaning, without drafts."""
        bound = self._bindings.get(name, [])
        if len(bound) < 2:
            return bound
        if name not in self._lasting:
            places = {statement.number: statement for statement in bound}
            kept = lasting(name, places, lambda number: self._statements[number].kept_names, self._nodes)
            self._lasting[name] = [statement for number, statement in places.items() if number in kept]
        return self._lasting[name]

    @property
    def own(self) -> Collection[str]:
        """The names that the submission gives a meaning at the top level, imports apart."""
        return self._bindings.keys()

    def paths(self, base: str) -> list[str]:
        """What ``base`` may stand for. A name that the submission also defines itself is left to the recorded run."""
        if base in self._bindings:
            return []
        if base in self._imported:
            return sorted(self._imported[base])
        return [*(f"{package}.{base}" for package in self._star_packages), base]


class _Statement:
    """One statement at the top level of a cell: what it uses, and which top-level names it reads."""

    def __init__(self, names: Names, node: ast.stmt, place: str, number: int) -> None:
        """``number``: its place among all statements of the submission."""
        self.node = node
        self.number = number
        self._names = names
        self._place = place

    @cached_property
    def uses(self) -> list[Use]:
        """Every use of something imported."""
        return list(islice(self._found_uses(), MOST_USES + 1))

    @cached_property
    def _nodes(self) -> list[tuple[ast.AST, HidingNames]]:
        return list(nodes_with_scopes(self.node))

    @cached_property
    def reads(self) -> list[str]:
        """Names that are looked up at the top level: neither parameters nor variables of a function around them."""
        read = {node.id: None for node, hiding in self._nodes if isinstance(node, ast.Name) and node.id not in hiding}
        return list(read)

    @cached_property
    def kept_names(self) -> frozenset[str]:
        """Names whose meaning may outlast the statement."""
        return kept_names(self.node, self._names.own)

    def _found_uses(self) -> Iterator[Use]:
        inner: set[int] = set()
        for node, hiding in self._nodes:
            if id(node) in inner:
                continue
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield from self._imports(node)
            elif isinstance(node, ast.MatchClass):
                for name in node.kwd_attrs:
                    yield Use(f"?.{name}", f"case …({name}=…)", self._place, node.lineno)
            elif isinstance(node, ast.Name | ast.Attribute | ast.Call):
                steps, base = _chain(node, inner)
                for path in self._paths(steps, base, hiding):
                    yield Use(path, node, self._place, node.lineno)

    def _paths(self, steps: list[str], base: str | None, hiding: HidingNames) -> list[str]:
        if base is not None and base not in hiding:
            return [".".join([path, *steps]) for path in self._names.paths(base)]
        if not steps:
            return []
        is_tensor = base in hiding.parameters and base not in {"self", "cls"} and len(steps) == 1
        return [".".join(["torch.Tensor" if is_tensor else "?", *steps])]

    def _imports(self, node: ast.Import | ast.ImportFrom) -> Iterator[Use]:
        for alias in node.names:
            path = alias.name if isinstance(node, ast.Import) else f"{node.module}.{alias.name}"
            yield Use(path, node, self._place, node.lineno)


def _bound_names(statement: ast.stmt) -> set[str]:
    """The top-level names that ``statement`` gives a meaning, or a part of their meaning (``table["relu"] = …``)."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    names: set[str] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            base = _base_name(node)
            names |= {base} if base else set()
    return names


def _base_name(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _chain(node: ast.expr, inner: set[int]) -> tuple[list[str], str | None]:
    """``a.b.c`` as (["b", "c"], "a"); a literal ``getattr(a, "b")`` is ``a.b``. The base is None if it is no name."""
    steps: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            steps.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call) and (name := _looked_up_name(node)):
            steps.append(name)
            inner.add(id(node.func))
            node = node.args[0]
        else:
            break
        inner.add(id(node))
    steps.reverse()
    return steps, node.id if isinstance(node, ast.Name) else None


def _looked_up_name(call: ast.Call) -> str | None:
    """The name in ``getattr(…, "name")``, where it can be read off the source."""
    is_lookup = isinstance(call.func, ast.Name) and call.func.id == "getattr" and len(call.args) >= 2
    try:
        return _folded(call.args[1]) if is_lookup else None
    except RecursionError:  # a sum of thousands of parts: what it comes to is seen when it runs
        return None


def _folded(node: ast.expr) -> str | None:
    """The string that a literal, or a sum of literals, stands for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _folded(node.left), _folded(node.right)
        return left + right if left is not None and right is not None else None
    return None
