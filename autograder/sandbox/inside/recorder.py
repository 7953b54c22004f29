"""Records the ATen operators that a call really runs, whatever name it was reached by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from torch.utils._python_dispatch import TorchDispatchMode


class OperatorRecorder(TorchDispatchMode):
    """While active, collects the base names (``add``, ``_softmax``) of all operators, backward ones included."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Note the operator and run it."""
        del types
        self.names.add(func.overloadpacket.__name__)
        run: Callable[..., Any] = func
        return run(*args, **(kwargs or {}))
