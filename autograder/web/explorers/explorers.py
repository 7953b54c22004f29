"""The explorers by their names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explorer:
    """One explorer: its name in addresses, its title, and what it shows in one sentence.

    ``tries`` are views of it to start from, each the address after ``#`` and the question that it answers.
    """

    name: str
    title: str
    summary: str
    tries: tuple[tuple[str, str], ...]


EXPLORERS = {
    one.name: one
    for one in (
        Explorer(
            "activations",
            "Activation explorer",
            "Functions and their derivatives side by side, with parameters to move and values to read.",
            (
                ("show=sigmoid,tanh&reach=8&at=4", "How much slope have sigmoid and tanh left at x = 4?"),
                (
                    "show=relu,leaky_relu:0.1,elu,selu&reach=4&at=-2",
                    "What do ReLU's relatives do with negative inputs?",
                ),
                ("show=gelu,silu,mish&reach=4&at=-0.75", "Where do the smooth ones dip below 0, and how far?"),
                ("show=swish,relu,identity&reach=6&at=1", "What does β make of Swish, from 0 to 10?"),
                ("show=gelu,gelu_tanh,gelu_sigmoid&reach=4&at=-2", "How near to GELU are its two fast forms?"),
                (
                    "show=silu,hardswish,sigmoid,hardsigmoid&reach=5&at=2",
                    "What is lost where lines replace the curves?",
                ),
            ),
        ),
        Explorer(
            "gradients",
            "Vanishing gradients",
            "How much of the gradient reaches each layer of a deep network, by activation and start.",
            (
                ("show=sigmoid,tanh,relu&start=he&depth=20", "Why were deep networks of sigmoids hopeless?"),
                ("show=relu&start=lecun&depth=30", "ReLU with LeCun's start: which gain makes it level?"),
                (
                    "show=tanh&start=large&depth=20",
                    "Tanh saturates with large weights: do its gradients vanish or explode?",
                ),
                (
                    "show=identity,relu,tanh&start=orthogonal&depth=50",
                    "What does an orthogonal start give each of these?",
                ),
                ("show=selu,elu,relu&start=lecun&depth=50", "Does SELU keep its promise over 50 layers?"),
                (
                    "show=relu&start=he&depth=40&width=8&starts=8",
                    "He's start, but only 8 neurons wide: what changes with the seed?",
                ),
            ),
        ),
        Explorer(
            "distributions",
            "Distributions through layers",
            "What becomes of a signal on its way through a deep network: spread, saturation, dead neurons.",
            (
                ("show=relu,tanh&start=small&depth=20", "Weights that are too small: what reaches layer 20?"),
                ("show=tanh,sigmoid&start=large&depth=20", "Weights that are too large: where do the values gather?"),
                ("show=relu,elu,selu&start=lecun&depth=50", "Which of these keeps mean 0 and standard deviation 1?"),
                (
                    "show=relu,leaky_relu:0.1,elu&start=he&bias=-0.5&depth=20",
                    "Biases below 0: who dies, and who cannot?",
                ),
                ("show=relu,selu,tanh&start=he&side=before", "What do the sums look like before the activation?"),
            ),
        ),
    )
}
