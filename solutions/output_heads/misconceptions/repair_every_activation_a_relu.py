"""You replace the hidden activations by ReLU. Only missing ones are to be added; those that are there stay."""

from torch import nn


def repair(broken):
    layers = list(broken["network"])
    if broken["output"] == "probabilities":
        if isinstance(layers[-1], nn.Sigmoid):
            layers[-1] = nn.Softmax(dim=-1)
    elif isinstance(layers[-1], (nn.Softmax, nn.ReLU)):
        layers.pop()
    repaired = nn.Sequential()
    for layer in layers:
        if isinstance(layer, nn.Linear) and len(repaired) and isinstance(repaired[-1], nn.Linear):
            repaired.append(nn.ReLU())
        if isinstance(layer, (nn.Tanh, nn.Sigmoid, nn.GELU, nn.SiLU, nn.ELU, nn.LeakyReLU)):
            layer = nn.ReLU()
        repaired.append(layer)
    return repaired
