"""You keep linear layers and activations alone. Dropout and normalisation belong to the network as well."""

from torch import nn


def repair(broken):
    layers = [layer for layer in broken["network"] if not isinstance(layer, (nn.Dropout, nn.BatchNorm1d, nn.LayerNorm))]
    if broken["output"] == "probabilities":
        if isinstance(layers[-1], nn.Sigmoid):
            layers[-1] = nn.Softmax(dim=-1)
    elif isinstance(layers[-1], (nn.Softmax, nn.ReLU)):
        layers.pop()
    repaired = nn.Sequential()
    for layer in layers:
        if isinstance(layer, nn.Linear) and len(repaired) and isinstance(repaired[-1], nn.Linear):
            repaired.append(nn.ReLU())
        repaired.append(layer)
    return repaired
