"""Parts of torch that import much at their first use: as long as torch itself takes, and few submissions use them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAMES = (
    "optim|func|functorch|vmap|jacrev|jacfwd|jacobian|hessian|jvp|vjp|functional_call|grad_outputs|checkpoint|compile"
    "|export|fx|use_deterministic_algorithms"
)
_FIRST_USES = re.compile(rf"\b({_NAMES})\b|(?<!\w)grad\s*\(|\.backward\s*\(\s*[^)\s]")


def may_import_late(texts: Iterable[str]) -> bool:
    """Whether the source ``texts`` name such a part. One that is not foreseen here costs a second try, no points."""
    return any(_FIRST_USES.search(text) for text in texts)
