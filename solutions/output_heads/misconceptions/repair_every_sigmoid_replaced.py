"""You replace the hidden sigmoids as well. They are activations like others: only the last one is at fault."""

from torch import nn


def repair(broken):
    layers = list(broken["network"])
    if broken["output"] == "probabilities":
        if isinstance(layers[-1], nn.Sigmoid):
            layers = [nn.Softmax(dim=-1) if isinstance(layer, nn.Sigmoid) else layer for layer in layers]
    elif isinstance(layers[-1], (nn.Softmax, nn.ReLU)):
        layers.pop()
    repaired = nn.Sequential()
    for layer in layers:
        if isinstance(layer, nn.Linear) and len(repaired) and isinstance(repaired[-1], nn.Linear):
            repaired.append(nn.ReLU())
        repaired.append(layer)
    return repaired
