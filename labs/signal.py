"""Mean and variance of the signal, layer after layer, by activation and start.

Inputs of mean 0 and variance 1 pass through a deep stack of square layers that has learned nothing yet.
"""

from __future__ import annotations

import torch

from autograder.chart import Chart, Series
from labs.gallery import ACTIVATIONS, STARTS, draw_inputs, draw_weights, numbers
from labs.lab import Chosen, Findings, Option, Progress

OPTIONS = (
    Option("depth", 50, "layers", 1, 500),
    Option("width", 256, "neurons in each", 2, 2048),
    Option("activation", ("relu", "tanh", "selu"), "to compare; repeat it", choices=tuple(ACTIVATIONS)),
    Option("init", "lecun", "how the weights start", choices=tuple(STARTS)),
    Option("seed", 0, "another seed, other weights", 0, 2**31),
)


_BINS = 40


def statistics(
    depth: int, width: int, activation: str, init: str, seed: int
) -> tuple[list[float], list[float], torch.Tensor]:
    """Means and variances of the activations after each layer, and the activations after the last, (64, width)."""
    h = draw_inputs(64, width, seed)
    means, variances = [], []
    for weight in draw_weights([width] * (depth + 1), init, seed):
        h = ACTIVATIONS[activation](h @ weight)
        means.append(float(h.mean()))
        variances.append(float(h.var()))
    return means, variances, h


def distribution(name: str, values: torch.Tensor) -> Series:
    """How often values between -3 and 3 occur: percent of all of them in each bin of 0.15, at the bins' middles."""
    counts = torch.histc(values, bins=_BINS, min=-3, max=3)
    middles = torch.linspace(-3, 3, _BINS + 1, dtype=torch.float64)[:-1] + 3 / _BINS
    return Series(name, middles.tolist(), (100 * counts / values.numel()).tolist())


def run(chosen: Chosen, progress: Progress) -> Findings:
    """Compare the chosen activations."""
    depth, names = chosen["depth"], chosen["activation"]
    means, variances, ends = [], [], []
    table = [["activation", "mean after the last layer", "variance after 1", "after the last"]]
    for done, activation in enumerate(names, 1):
        mean, variance, last = statistics(depth, chosen["width"], activation, chosen["init"], chosen["seed"])
        means.append(Series(activation, numbers(depth), mean))
        variances.append(Series(activation, numbers(depth), variance))
        ends.append(distribution(activation, last))
        table.append([activation, f"{mean[-1]:.3g}", f"{variance[0]:.3g}", f"{variance[-1]:.3g}"])
        progress(done / len(names))
    head = f"{depth} layers, {chosen['init']} start"
    return Findings(
        [
            Chart(f"Variance of the activations, {head}", variances, x_label="layer", y_label="variance", log=True),
            Chart(f"Mean of the activations, {head}", means, x_label="layer", y_label="mean"),
            Chart(f"Activations after layer {depth}", ends, x_label="activation", y_label="percent of all"),
        ],
        table,
        "A layer multiplies the variance by fan-in times the weights' variance, and the activation takes its part. "
        "`he` makes up for the half that ReLU drops; with `lecun`, SELU pulls mean and variance back to 0 and 1.",
    )
