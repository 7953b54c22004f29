"""The charts of the reading: the reference at work."""

import torch
from torch import nn

from autograder.chart import Chart, Series


def network(depth, bias, seed, width=100):
    generator = torch.Generator().manual_seed(seed)
    layers = []
    for _ in range(depth):
        linear = nn.Linear(width, width, dtype=torch.float64)
        linear.weight.data = torch.randn(width, width, generator=generator, dtype=torch.float64) * (2 / width) ** 0.5
        linear.bias.data.fill_(bias)
        layers += [linear, nn.ReLU()]
    return nn.Sequential(*layers)


def inputs(seed, width=100):
    return [torch.randn(200, width, generator=torch.Generator().manual_seed(100 + seed), dtype=torch.float64)]


def dead_by_bias(reference):
    biases = [-8 + 0.5 * number for number in range(19)]
    percent = [
        sum(100 * reference.dead_fraction(network(1, bias, seed), inputs(seed))["1"] for seed in range(4)) / 4
        for bias in biases
    ]
    return Chart(
        "Dead neurons of a layer, by its starting bias",
        [Series("dead", biases, percent)],
        x_label="bias (what the weights add has standard deviation 1.4)",
        y_label="percent of the neurons",
    )


def dead_by_layer(reference):
    series = []
    for bias in (0.0, -0.5, -1.0, -1.5):
        total = [0.0] * 8
        for seed in range(4):
            for number, share in enumerate(reference.dead_fraction(network(8, bias, seed), inputs(seed)).values()):
                total[number] += 25 * share
        series.append(Series(f"bias {bias:g}", [float(number) for number in range(1, 9)], total))
    return Chart("Dead neurons by layer", series, x_label="layer, from the input", y_label="percent of the neurons")
