"""You put a ReLU after every linear layer, after the last one and before other activations, too. It belongs between two linear layers that follow each other directly."""

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
        repaired.append(layer)
        if isinstance(layer, nn.Linear):
            repaired.append(nn.ReLU())
    return repaired
