"""You build new linear layers, with new weights. The network is to keep those that it has: move its layers."""

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
        if isinstance(layer, nn.Linear):
            layer = nn.Linear(layer.in_features, layer.out_features, layer.bias is not None, dtype=layer.weight.dtype)
        repaired.append(layer)
    return repaired
