"""The explorers by their names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explorer:
    """One explorer: its name in addresses, its title, and what it shows in one sentence."""

    name: str
    title: str
    summary: str


EXPLORERS = {
    one.name: one
    for one in (
        Explorer(
            "activations",
            "Activation explorer",
            "Functions and their derivatives side by side, with parameters to move and values to read.",
        ),
        Explorer(
            "gradients",
            "Vanishing gradients",
            "How much of the gradient reaches each layer of a deep network, by activation and start.",
        ),
        Explorer(
            "distributions",
            "Distributions through layers",
            "What becomes of a signal on its way through a deep network: spread, saturation, dead neurons.",
        ),
    )
}
