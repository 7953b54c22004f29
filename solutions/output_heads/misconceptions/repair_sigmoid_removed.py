"""You remove the sigmoid, and nothing comes in its place. What is wanted are probabilities: put a softmax there."""

from torch import nn


def repair(broken):
    layers = list(broken["network"])
    if broken["output"] == "probabilities":
        if isinstance(layers[-1], nn.Sigmoid):
            layers.pop()
    elif isinstance(layers[-1], (nn.Softmax, nn.ReLU)):
        layers.pop()
    repaired = nn.Sequential()
    for layer in layers:
        if isinstance(layer, nn.Linear) and len(repaired) and isinstance(repaired[-1], nn.Linear):
            repaired.append(nn.ReLU())
        repaired.append(layer)
    return repaired
