"""You add activations only where the network has none at all. One pair of linear layers may lack it while others have it."""

from torch import nn


def repair(broken):
    layers = list(broken["network"])
    if broken["output"] == "probabilities":
        if isinstance(layers[-1], nn.Sigmoid):
            layers[-1] = nn.Softmax(dim=-1)
    elif isinstance(layers[-1], (nn.Softmax, nn.ReLU)):
        layers.pop()
    repaired = nn.Sequential()
    bare = all(isinstance(layer, (nn.Linear, nn.Softmax)) for layer in layers)
    for layer in layers:
        if bare and isinstance(layer, nn.Linear) and len(repaired):
            repaired.append(nn.ReLU())
        repaired.append(layer)
    return repaired
