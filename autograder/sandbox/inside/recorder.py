"""Records the ATen operators that a call really runs, whatever name it was reached by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from torch.utils._python_dispatch import TorchDispatchMode


class OperatorRecorder(TorchDispatchMode):
    """While active, collects the base names (``add``, ``_softmax``) of all operators, backward ones included.

    ``count`` is how many ran: of one on a whole tensor, one; of a Python loop over its entries, one for each.
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.count = 0

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Nothing here is compiled: torch's guard against that would import all of its compiler, a second's work."""
        return False

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Note the operator and run it."""
        del types
        self.count += 1
        self.names.add(func.overloadpacket.__name__)
        run: Callable[..., Any] = func
        return run(*args, **(kwargs or {}))
