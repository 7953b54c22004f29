"""The charts of the reading: the reference at work."""

import torch

from autograder.chart import Chart, Series

WIDTH = 128


def variances(reference, activation, init, depth=50, scale=1.0, starts=3):
    logs = torch.zeros(depth)
    with torch.random.fork_rng(devices=[]):
        for seed in range(starts):
            torch.manual_seed(seed)
            x = scale * torch.randn(64, WIDTH)
            found = reference.signal_statistics(depth, WIDTH, activation, init, x)[1]
            logs += torch.tensor(found).clamp(min=1e-30).log()
    return (logs / starts).exp().tolist()


def layers(count):
    return [float(number) for number in range(1, count + 1)]


def variance_by_start(reference):
    pairs = [("relu", "he"), ("relu", "lecun"), ("tanh", "xavier"), ("tanh", "he"), ("selu", "lecun"), ("selu", "he")]
    series = [
        Series(f"{activation}, {init}", layers(50), variances(reference, activation, init))
        for activation, init in pairs
    ]
    return Chart("Variance of the activations, 50 layers", series, x_label="layer", y_label="variance", log=True)


def selu(reference):
    series = [
        Series(f"input variance {scale**2:g}", layers(50), variances(reference, "selu", "lecun", scale=scale))
        for scale in (0.1, 0.5, 1.0, 2.0, 5.0)
    ]
    return Chart(
        "SELU with LeCun's start pulls the variance to 1", series, x_label="layer", y_label="variance", log=True
    )
