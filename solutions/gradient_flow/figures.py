"""The charts of the reading: the reference at work."""

import torch

from autograder.chart import Chart, Series


def mean_norms(reference, name, depth, init, starts=6):
    torch.set_default_dtype(torch.float64)
    try:
        each = [reference.compare_activations([name], depth=depth, init=init, seed=seed) for seed in range(starts)]
    finally:
        torch.set_default_dtype(torch.float32)
    return torch.tensor([norms[name] for norms in each]).clamp(min=1e-300).log().mean(0).exp().tolist()


def series(label, norms):
    return Series(label, [float(number) for number in range(1, len(norms) + 1)], norms)


def by_activation(reference):
    curves = [series(name, mean_norms(reference, name, 20, "he")) for name in ("sigmoid", "tanh", "relu", "gelu")]
    return Chart(
        "Gradient of each layer's weight, He start",
        curves,
        x_label="linear layer, from the input",
        y_label="norm of the gradient",
        log=True,
    )


def by_start(reference):
    curves = [
        series(f"{name}, {init}", mean_norms(reference, name, 20, init))
        for name in ("relu", "tanh")
        for init in ("he", "xavier")
    ]
    return Chart(
        "ReLU and tanh with two starts",
        curves,
        x_label="linear layer, from the input",
        y_label="norm of the gradient",
        log=True,
    )
