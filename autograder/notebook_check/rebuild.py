"""A submission made from live definitions: of all that was run, the statements that the names asked for stand on.

Nothing is run here. What a name means is taken from the live namespace: data is written out as it is now; a function
or a class is the statement whose code it has; a module is imported again. Whatever does not belong to these (loops,
training, plots, calls of ``check``) is left out.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Sequence
from typing import Any

from autograder.notebook_check.codes import attribute, function_of, live_codes
from autograder.notebook_check.excerpt import cells_of
from autograder.notebook_check.fingerprints import Fingerprint
from autograder.notebook_check.foreign import own_file
from autograder.notebook_check.literals import NotPlain, literal
from autograder.notebook_check.live import Live
from autograder.notebook_check.statements import Statement, statements_of


class Rebuilt:
    """The cells for ``roots``, the exercises' names, with what was remarked on the way.

    ``lost``: names among the roots that are there, and whose source cannot be found.
    """

    def __init__(self, live: Live, roots: Sequence[str]) -> None:
        self.remarks: list[str] = []
        self.lost: list[str] = []
        self._live = live
        self._roots = frozenset(roots)
        self._statements = statements_of(live.sources)
        self._meanings: dict[str, list[Statement]] = {}
        self._values: dict[str, str] = {}
        self._collect(list(roots))
        futures = [one for one in self._statements if one.is_future]
        self.cells = tuple(cells_of(self._meanings, self._values, futures))

    def _collect(self, waiting: list[str]) -> None:
        seen = set(waiting)
        while waiting:
            name = waiting.pop(0)
            if name not in self._live.names:
                continue  # a builtin, or it was deleted: then whoever uses it meets a NameError, as in the notebook
            found = self._meanings[name] = self._meaning(name, self._live.names[name])
            needed = {other for statement in found for other in statement.needs} - seen
            seen |= needed
            waiting += sorted(needed)

    def _meaning(self, name: str, value: Any) -> list[Statement]:
        """The statements that make what ``name`` means now; data is written out instead."""
        try:
            self._values[name] = literal(value)
        except NotPlain:
            is_module = issubclass(type(value), types.ModuleType)
            found = self._imports(name, value) if is_module else self._definition(name, value)
            if not found and name not in self._values:
                self._note_lost(name)
            return found
        return []

    def _imports(self, name: str, module: types.ModuleType) -> list[Statement]:
        self._remark_file(name, own_file(module))
        candidates = [one for one in self._binding(name) if not one.is_plain_definition]
        found = [one for one in candidates if one.imports(name, module) or not one.is_import]
        if not found and sys.modules.get(module.__name__) is module:
            self._values[name] = f"__import__({module.__name__!r}, fromlist=['*'])"
        return found

    def _definition(self, name: str, value: Any) -> list[Statement]:
        codes = live_codes(value)
        candidates = [one for one in self._binding(name) if self._may_make(one, name, value, codes)]
        chosen = _best(candidates, codes)
        if codes and (chosen is None or not codes & chosen.codes):
            candidates = [*self._binding_elsewhere(name, value), *candidates]
            chosen = _best(candidates, codes)
        if chosen is None or not codes & chosen.codes:
            otherwise = None if name == self._live.given else chosen
            chosen = next((one for one in reversed(candidates) if one.imports(name, value)), otherwise)
        if chosen is None:
            return []
        holder = sys.modules.get(str(attribute(value, "__module__")))
        self._remark_file(name, chosen.source.name if chosen.source.is_file else own_file(holder))
        patches = [one for one in self._statements if name in one.patches and one.order > chosen.order]
        earlier = [one for one in self._binding(name) if one.order < chosen.order] if chosen.goes_on_from(name) else []
        return [*earlier, chosen, *patches]

    def _binding(self, name: str) -> list[Statement]:
        return [one for one in self._statements if name in one.binds or one.has_star]

    def _may_make(self, statement: Statement, name: str, value: Any, codes: frozenset[Fingerprint]) -> bool:
        """Whether ``value``, which is no data, can be what it made: a `def` makes a function of its own code."""
        if codes & statement.codes:
            return True
        if statement.is_class:  # its methods may all have been replaced
            return bool(attribute(value, "__module__") == self._live.module)
        if statement.is_import:
            return statement.imports(name, value)
        return not statement.is_data and not statement.is_plain_definition

    def _binding_elsewhere(self, name: str, value: Any) -> list[Statement]:
        """Statements of a file that was run, or of a cell that the history has lost."""
        function = function_of(value)
        source = None
        if function is not None and function.__module__ == self._live.module:
            source = self._live.source_of(function.__code__)
        if source is None:
            return []
        first = min((one.order for one in self._statements), default=0)
        known = {one.source for one in self._statements}
        found = [] if source in known else statements_of([source], first - 1_000_000)
        self._statements = [*found, *self._statements]
        return [one for one in found if name in one.binds]

    def _remark_file(self, name: str, file: str) -> None:
        if file and self._live.is_notebook:
            self.remarks.append(
                f"`{name}` comes from your file `{file}`. Grading sees the notebook alone: put what it needs of that "
                "file in a cell."
            )

    def _note_lost(self, name: str) -> None:
        if name in self._roots:
            self.lost.append(name)
        else:
            self.remarks.append(f"The source of `{name}` cannot be found, so it is missing here. Define it in a cell.")


def _best(candidates: Sequence[Statement], codes: frozenset[Fingerprint]) -> Statement | None:
    """The candidate that makes most of ``codes``; of several the last."""
    plain = [one for one in candidates if not one.has_star]
    return max(plain, key=lambda one: (len(codes & one.codes), one.order), default=None)
