"""The statements of executed cells: what each binds, what it needs, and the code objects it makes."""

from __future__ import annotations

import ast
import symtable
import sys
import types
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from autograder.notebook_check.codes import attribute
from autograder.notebook_check.fingerprints import Fingerprint, codes_in, fingerprint
from autograder.submission.ipython import plain_python

#: What runs its body in other circumstances than the top level: a definition inside is taken out of it.
_RUN_IN_PASSING = (ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith)
_COMPOUND = (ast.If, ast.Try, ast.TryStar, ast.Match)
_BINDING = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
    ast.AugAssign,
    *_COMPOUND,
)

_COMPREHENSIONS = {"listcomp", "setcomp", "dictcomp", "genexpr"}


@dataclass(frozen=True, slots=True)
class Executed:
    """A text that was run: a cell, or a file. ``name`` is what messages call it.

    ``first``: its place among all that was run when it was first run; it may have been run again later.
    """

    name: str
    text: str
    is_file: bool = False
    first: int = 0


@dataclass(eq=False)
class Statement:
    """One statement of ``source`` that can give names a meaning.

    ``order``: of two statements, the later one was run last. ``is_inner``: it stands in a loop or a ``with``, which is
    not run.
    """

    node: ast.stmt
    source: Executed
    is_inner: bool = False
    order: int = 0

    @cached_property
    def lines(self) -> tuple[int, int]:
        """The first and the last line, from 1; decorators belong to it."""
        decorators: list[ast.expr] = getattr(self.node, "decorator_list", [])
        first = min([self.node.lineno, *(decorator.lineno for decorator in decorators)])
        return first, self.node.end_lineno or self.node.lineno

    @cached_property
    def text_lines(self) -> list[str]:
        """Its source, line by line; the first line begins at the statement's own column."""
        first, last = self.lines
        lines = self.source.text.split("\n")[first - 1 : last]
        if isinstance(self.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            return lines
        lines[-1] = lines[-1].encode()[: self.node.end_col_offset].decode()
        lines[0] = lines[0].encode()[self.node.col_offset :].decode()
        return lines

    @cached_property
    def _table(self) -> symtable.SymbolTable | None:
        text = ast.unparse(self.node)
        try:
            return symtable.symtable(text, self.source.name, "exec")
        except (SyntaxError, ValueError, RecursionError):  # such as a `return` where no function is
            return None

    @cached_property
    def binds(self) -> frozenset[str]:
        """The top-level names that it gives a meaning."""
        symbols = [] if self._table is None else self._table.get_symbols()
        return frozenset(s.get_name() for s in symbols if s.is_assigned() or s.is_imported())

    @cached_property
    def patches(self) -> frozenset[str]:
        """The names of which it sets an attribute, as ``Swish.forward = better`` does."""
        if not isinstance(self.node, ast.Assign):
            return frozenset()
        targets = [t for t in self.node.targets if isinstance(t, ast.Attribute)]
        return frozenset(t.value.id for t in targets if isinstance(t.value, ast.Name))

    @cached_property
    def needs(self) -> frozenset[str]:
        """The top-level names that it, or a function in it, looks up."""
        return frozenset() if self._table is None else frozenset(_global_uses(self._table))

    @cached_property
    def at_once(self) -> frozenset[str]:
        """Those of them that have to be there when it runs."""
        return frozenset() if self._table is None else frozenset(_global_uses(self._table, at_once=True))

    @cached_property
    def calls(self) -> bool:
        """Whether it calls anything when it runs: then all that the called may need has to be there."""
        decorators: list[ast.expr] = getattr(self.node, "decorator_list", [])
        inert = isinstance(self.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Import | ast.ImportFrom)
        return bool(decorators) or (not inert and any(isinstance(node, ast.Call) for node in ast.walk(self.node)))

    @property
    def has_star(self) -> bool:
        """Whether it is a ``from … import *``, which may bind anything."""
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"

    @property
    def is_future(self) -> bool:
        """Whether it is a ``from __future__ import …``, which holds for all that comes after it."""
        return isinstance(self.node, ast.ImportFrom) and self.node.module == "__future__"

    @property
    def is_plain_definition(self) -> bool:
        """Whether it defines a function or a class, and no decorator makes something else of it."""
        node = self.node
        return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.decorator_list

    @property
    def is_class(self) -> bool:
        """Whether it defines a class."""
        return isinstance(self.node, ast.ClassDef)

    @property
    def is_data(self) -> bool:
        """Whether it assigns a constant, or a function without a name of its own."""
        return isinstance(self.node, ast.Assign) and isinstance(self.node.value, ast.Constant | ast.Lambda)

    @property
    def is_import(self) -> bool:
        """Whether it imports, and nothing else."""
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    def goes_on_from(self, name: str) -> bool:
        """Whether it makes ``name`` out of what the name meant before: ``f = faster(f)``, ``layers += [f]``."""
        return name in self.at_once or isinstance(self.node, ast.AugAssign)

    def imports(self, name: str, value: object) -> bool:
        """Whether it is an import that makes ``name`` stand for ``value``."""
        if isinstance(self.node, ast.Import):
            for alias in self.node.names:
                first = alias.name.partition(".")[0]
                if (alias.asname or first) == name:
                    return sys.modules.get(alias.name if alias.asname else first) is value
            return False
        if isinstance(self.node, ast.ImportFrom):
            module = sys.modules.get(self.node.module or "")
            names = {alias.asname or alias.name: alias.name for alias in self.node.names}
            found = getattr(module, names.get(name, name), None)
            return (self.has_star or name in names) and (found is value or self._imported(names.get(name, name), value))
        return False

    def _imported(self, name: str, value: object) -> bool:
        """Whether it imported ``value`` before the module was loaded again, and now has another of that name."""
        assert isinstance(self.node, ast.ImportFrom)
        return (attribute(value, "__module__"), attribute(value, "__qualname__")) == (self.node.module, name)

    @cached_property
    def codes(self) -> frozenset[Fingerprint]:
        """The fingerprints of all functions that it makes, compiled alone and together with what stands around it.

        They differ: Python compiles `torch.where` in another way where it sees `import torch`. A kernel compiles
        statement by statement, a file is compiled as a whole.
        """
        first, last = self.lines
        alone = codes_in(ast.Module([self.node], []))
        together = [code for code in _codes_of(self.source) if first <= code.co_firstlineno <= last]
        return frozenset(fingerprint(code) for code in (*alone, *together))


def statements_of(sources: Sequence[Executed], first: int = 0) -> list[Statement]:
    """Every statement that binds a name, numbered from ``first`` as they were run; what is no Python is passed over."""
    found = [statement for source in sources for statement in _statements_in(source)]
    for order, statement in enumerate(found, first):
        statement.order = order
    return found


@lru_cache(maxsize=2000)
def _statements_in(source: Executed) -> tuple[Statement, ...]:
    """Read once: a notebook is checked again and again, and most of its cells are as they were."""
    plain = replace(source, text=plain_python(source.text)[0])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(plain.text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    return tuple(Statement(node, plain, is_inner) for node, is_inner in _binding(body, is_inner=False))


def _binding(body: Sequence[ast.stmt], *, is_inner: bool) -> Iterator[tuple[ast.stmt, bool]]:
    for node in body:
        if isinstance(node, _BINDING):
            yield node, is_inner
        elif isinstance(node, _RUN_IN_PASSING):
            yield from _binding(node.body, is_inner=True)


def _global_uses(table: symtable.SymbolTable, *, at_once: bool = False) -> Iterator[str]:
    is_top = table.get_type() == "module"
    for symbol in table.get_symbols():
        if (is_top or symbol.is_global()) and (symbol.is_referenced() or symbol.is_declared_global()):
            yield symbol.get_name()
    for child in table.get_children():
        is_later = child.get_type() == "function" and child.get_name() not in _COMPREHENSIONS
        if not (at_once and is_later):
            yield from _global_uses(child, at_once=at_once)


@lru_cache(maxsize=2000)
def _codes_of(source: Executed) -> tuple[types.CodeType, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return codes_in(ast.parse(source.text))
