"""What stands in a kernel or in a script just now: its names, and every text that was run to make them."""

from __future__ import annotations

import linecache
import os
import sys
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.notebook_check.statements import Executed


@dataclass(frozen=True)
class Live:
    """Live ``names``, and the ``sources`` in the order in which they were run.

    ``module`` is what functions defined there call their module; ``title`` the file's name where it is known;
    ``is_notebook`` says whether a kernel's history is what was read. ``given``: a name that was made to stand for
    something else than it does.
    """

    names: Mapping[str, Any]
    sources: Sequence[Executed]
    module: str = "__main__"
    title: str = ""
    is_notebook: bool = True
    given: str = ""

    def meaning(self, name: str, value: object) -> Live:
        """The same, where ``name`` stands for ``value``."""
        if name in self.names and self.names[name] is value:
            return self
        return replace(self, names={**self.names, name: value}, given=name)

    def source_of(self, code: types.CodeType) -> Executed | None:
        """The text that ``code`` was made from, where no cell of the history holds it: a file that was run."""
        text = "".join(linecache.getlines(code.co_filename))
        path = Path(code.co_filename)
        is_file = path.is_file()
        return Executed(path.name if is_file else "a cell", text, is_file=is_file) if text else None


def live_names(caller: Mapping[str, Any]) -> Live:
    """What is live where ``caller``, the globals of whoever asks, belong: to the kernel, or to a script."""
    shell = running_shell()
    if shell is None or shell.user_ns is not caller:
        return _of_script(caller)
    hidden = shell.user_ns_hidden
    names = {k: v for k, v in shell.user_ns.items() if k not in hidden or hidden[k] is not v}
    inputs = list(getattr(shell.history_manager, "input_hist_raw", ()))
    first = {text: number for number, text in reversed(list(enumerate(inputs)))}
    latest = {text: number for number, text in enumerate(inputs)}
    sources = [Executed(f"cell [{number}]", text, first=first[text]) for text, number in latest.items() if text.strip()]
    title = os.environ.get("JPY_SESSION_NAME") or str(shell.user_ns.get("__vsc_ipynb_file__") or "")
    return Live(names, sources, title=Path(title).name)


def running_shell() -> Any:
    """IPython's shell, or None: it is not imported for this."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None and hasattr(module, "get_ipython") else None


def _of_script(names: Mapping[str, Any]) -> Live:
    place = names.get("__file__")
    title = Path(place).name if isinstance(place, str) else ""
    text = "".join(linecache.getlines(place)) if isinstance(place, str) else ""
    module = str(names.get("__name__"))
    return Live(names, [Executed(title, text)] if text else [], module, title, is_notebook=False)
