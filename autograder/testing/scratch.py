"""From scratch means from scratch: the source may not reach a ready-made form, and no run may pass through one.

The source is read for what each exercise's answer can reach, under whatever name; the run is read from the ATen
operators that were recorded. Each catches what the other cannot see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from autograder.sandbox.inside.guard import is_closed
from autograder.sandbox.inside.reaching import FRAME_NAMES, REACHING_NAMES
from autograder.sandbox.inside.readymade import LIBRARIES, plain_name
from autograder.testing.names import Names, Use

_PACKAGES = LIBRARIES | {"torch"}
#: Modules that reach past the language, where another module is asked for them: ``torch.sys``. A student's own
#: ``self.sys`` does not.
_REACHING_MODULES = frozenset({"builtins", "ctypes", "gc", "importlib", "sys", "threading"})


@dataclass(frozen=True, slots=True)
class ScratchRule:
    """What the assignment's answers may not use, and the submission's source as it stands.

    ``ready_made`` names are compared without case and underscores: ``LeakyReLU`` is ``leaky_relu`` is ``leaky_relu_``.
    """

    ready_made: frozenset[str]
    operators: frozenset[str]
    cells: tuple[tuple[str, str], ...]
    _names: list[Names] = field(default_factory=list)

    @classmethod
    def of(cls, ready_made: Sequence[str], operators: Sequence[str], cells: Sequence[tuple[str, str]]) -> ScratchRule:
        """The rule for one submission."""
        plain = frozenset(plain_name(name) for name in ready_made)
        return cls(plain, frozenset(operators) | frozenset(ready_made), tuple(cells))

    @property
    def names(self) -> Names:
        """The submission's names, read once."""
        if not self._names:
            self._names.append(Names(self.cells))
        return self._names[0]

    def forbidden_uses(self, exercise: str) -> Iterator[tuple[Use, str]]:
        """Each use that the answer to ``exercise`` can reach and may not make, with the reason in words."""
        if self.names.are_tangled:
            yield Use("", "The file", "as a whole", 1), "it imports and names more than can be read"
            return
        for use in self.names.all_uses:
            if self._reaches_in(use):
                yield use, "it reaches into the process that grades, where nothing that it runs could be trusted"
        for use in self.names.uses(exercise):
            last = use.path.rpartition(".")[2]
            if use.path.partition(".")[0] in _PACKAGES and plain_name(last) in self.ready_made:
                yield use, f"it is the ready-made `{last}`"

    def looks_into_callers(self, exercise: str) -> Use | None:
        """A use that the answer to ``exercise`` can reach and that leads to the frames of the check which calls it."""
        if self.names.are_tangled:
            return None
        found = self.names.uses(exercise, with_drafts=True)
        return next((use for use in found if FRAME_NAMES & set(use.path.split(".")[1:])), None)

    @staticmethod
    def _reaches_in(use: Use) -> bool:
        """An import of a closed module needs no word here, since the worker makes it harmless; a way round it does."""
        steps = use.path.split(".")
        if len(steps) == 1 or use.is_import:
            return False
        closed = steps[0] == "torch" and is_closed(use.path)
        borrowed = steps[0] in _PACKAGES and bool(_REACHING_MODULES & set(steps[1:]))
        return closed or borrowed or use.path == "sys.modules" or bool(REACHING_NAMES & set(steps[1:]))

    def forbidden_operators(self, names: Sequence[str]) -> list[str]:
        """Which of the recorded operators an answer may not run."""
        plain = {plain_name(name) for name in self.operators} | self.ready_made
        return sorted(name for name in names if name in self.operators or plain_name(name) in plain)
