"""How much of the gradient reaches each layer of a deep network.

A stack of square layers gets random inputs and a random direction of loss. The norm of the gradient of each weight is
taken, over several starts, for one activation after the other.
"""

from __future__ import annotations

import torch

from autograder.chart import Chart, Series
from labs.gallery import ACTIVATIONS, STARTS, draw_inputs, draw_weights, numbers
from labs.lab import Chosen, Findings, Option, Progress

OPTIONS = (
    Option("depth", 20, "hidden layers", 1, 200),
    Option("width", 64, "neurons in each", 1, 1024),
    Option("activation", ("sigmoid", "tanh", "relu", "selu"), "to compare; repeat it", choices=tuple(ACTIVATIONS)),
    Option("init", "he", "how the weights start", choices=tuple(STARTS)),
    Option("starts", 8, "random starts, of which the geometric mean is shown", 1, 100),
    Option("seed", 0, "another seed, other starts", 0, 2**31),
)


def gradient_norms(depth: int, width: int, activation: str, init: str, seed: int) -> torch.Tensor:
    """The gradient's norm at each hidden layer's weight, input side first: shape (depth,)."""
    weights = [weight.requires_grad_() for weight in draw_weights([width] * (depth + 1) + [1], init, seed)]
    h = draw_inputs(32, width, seed)
    for weight in weights[:-1]:
        h = ACTIVATIONS[activation](h @ weight)
    gradients = torch.autograd.grad((h @ weights[-1]).mean(), weights[:-1])
    return torch.stack([gradient.norm() for gradient in gradients])


def run(chosen: Chosen, progress: Progress) -> Findings:
    """Compare the chosen activations."""
    depth, starts = chosen["depth"], chosen["starts"]
    series, table = [], [["activation", "first layer", "last layer", "first / last"]]
    for done, activation in enumerate(chosen["activation"]):
        logs = []
        for start in range(starts):
            norms = gradient_norms(depth, chosen["width"], activation, chosen["init"], chosen["seed"] + start)
            logs.append(norms.clamp(min=1e-300).log())
            progress((done + (start + 1) / starts) / len(chosen["activation"]))
        mean = torch.stack(logs).mean(0).exp().tolist()
        series.append(Series(activation, numbers(depth), mean))
        table.append([activation, f"{mean[0]:.2e}", f"{mean[-1]:.2e}", f"{mean[0] / mean[-1]:.2e}"])
    chart = Chart(
        f"Gradient of the weights, {depth} layers, {chosen['init']} start",
        series,
        x_label="layer, from the input",
        y_label="norm of the gradient",
        log=True,
    )
    return Findings(
        [chart],
        table,
        "Going back one layer multiplies the gradient by the weights and by the activation's derivative. Sigmoid's is "
        "0.25 at most: the first layers hear next to nothing. ReLU's is 1 for the active half and 0 for the rest; it "
        "is with weights of variance 2 / fan-in, the `he` start, that the two keep the norm about level.",
    )
