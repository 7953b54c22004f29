"""The submission as a program: its cells run statement by statement, so that one bad line costs only itself."""

from __future__ import annotations
import __future__

import ast
import builtins
import linecache
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from autograder.sandbox.inside.guard import guarded_builtins
from autograder.sandbox.inside.problems import describe_problem
from autograder.sandbox.inside.readymade import ReadyMadeWatch

MODULE_NAME = "submission"

_DEFINITIONS = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
    ast.AugAssign,
    ast.If,
    ast.Try,
)


def load(
    cells: Sequence[tuple[str, str]], *, definitions_only: bool, ready_made: Sequence[str] = ()
) -> tuple[ModuleType, list[dict[str, Any]]]:
    """Run ``cells`` (name and text of each) as one module; return it with the problems met on the way.

    A statement that raises is noted and the next one runs. ``definitions_only`` leaves out bare expressions, loops
    and the like: the second try for a submission whose demo never ends. ``ready_made``: functions of other libraries
    whose calls are to be noted.
    """
    module = ModuleType(MODULE_NAME)
    watch = ReadyMadeWatch(ready_made)
    watch.cover()
    module.__dict__["__builtins__"] = guarded_builtins(vars(builtins), watch.cover)
    sys.modules[MODULE_NAME] = module
    problems: list[dict[str, Any]] = []
    flags = 0
    for name, text in cells:
        module.__file__ = name
        linecache.cache[name] = (len(text), None, [line + "\n" for line in text.split("\n")], name)
        try:
            statements = ast.parse(text, name).body
        except BaseException as problem:  # noqa: BLE001  (a parser's MemoryError or RecursionError is the cell's own)
            problems.append(describe_problem(problem))
            continue
        for statement in _chosen(statements, definitions_only=definitions_only):
            flags |= _future_flags(statement)
            try:
                code = compile(ast.Module([statement], []), name, "exec", flags, dont_inherit=True)
                exec(code, module.__dict__)  # noqa: S102  (what this worker is for)
            except BaseException as problem:  # noqa: BLE001  (SystemExit too: it must not end the worker)
                problems.append(describe_problem(problem))
    return module, problems[:20]


def _chosen(statements: list[ast.stmt], *, definitions_only: bool) -> Iterator[ast.stmt]:
    for statement in statements:
        if not definitions_only or isinstance(statement, _DEFINITIONS):
            yield statement


def _future_flags(statement: ast.stmt) -> int:
    if not isinstance(statement, ast.ImportFrom) or statement.module != "__future__":
        return 0
    features = (getattr(__future__, alias.name, None) for alias in statement.names)
    return sum(feature.compiler_flag for feature in features if feature is not None)
