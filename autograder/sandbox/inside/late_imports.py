"""Whether a worker had to import parts of torch: then it was slow through no fault of the submission's."""

from __future__ import annotations

import mmap
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

_PAGE = 4096


class LateImports(MetaPathFinder):
    """Finds nothing, and notes on a page that the zygote shares with its workers that torch was looked for.

    A submission that writes there, or takes this away, changes what the zygote imports for the next, and no score.
    """

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, _PAGE)

    def watch(self) -> None:
        """From now on, in this process and those forked from it."""
        sys.meta_path.insert(0, self)

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:  # noqa: ARG002
        """Leave it to the finders after this one."""
        if fullname.startswith("torch."):
            self._page[0] = 1

    def seen(self) -> bool:
        """Whether there was one since this was last asked."""
        noted, self._page[0] = self._page[0], 0
        return bool(noted)
