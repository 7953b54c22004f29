"""How much may cross the wall in one frame."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WireLimits:
    """Bounds on one frame: bytes of structure and of tensors, depth of nesting, number of values."""

    structure_bytes: int = 4 * 2**20
    tensor_bytes: int = 64 * 2**20
    depth: int = 24
    values: int = 200_000
    text_chars: int = 1_200_000


WIRE_LIMITS = WireLimits()
