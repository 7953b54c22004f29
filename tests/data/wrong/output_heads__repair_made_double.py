# loses: repair
import copy
import math
import torch
import torch.nn.functional as F
from torch import nn

class BinaryClassifier(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return torch.sigmoid(self(x))

    def loss(self, x, target):
        return F.binary_cross_entropy_with_logits(self(x), target)


class MultiClassifier(nn.Module):
    def __init__(self, in_features, classes):
        super().__init__()
        self.linear = nn.Linear(in_features, classes)

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return torch.softmax(self(x), dim=-1)

    def loss(self, x, target):
        return F.cross_entropy(self(x), target)


class MultiLabelClassifier(nn.Module):
    def __init__(self, in_features, labels):
        super().__init__()
        self.linear = nn.Linear(in_features, labels)

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return torch.sigmoid(self(x))

    def loss(self, x, target):
        return F.binary_cross_entropy_with_logits(self(x), target)


class Regressor(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return self(x)

    def loss(self, x, target):
        return F.mse_loss(self(x), target)


class PositiveRegressor(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return F.softplus(self(x))

    def loss(self, x, target):
        return F.mse_loss(self.predict(x), target)


class BoundedRegressor(nn.Module):
    def __init__(self, in_features, low, high):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)
        self.low, self.high = low, high

    def forward(self, x):
        return self.linear(x).squeeze(-1)

    def predict(self, x):
        return self.low + (self.high - self.low) * torch.sigmoid(self(x))

    def loss(self, x, target):
        return F.mse_loss(self.predict(x), target)


def repair(broken):
    net, out = broken["network"], broken["output"]
    layers = list(net)
    last = layers[-1]
    if isinstance(last, nn.Softmax) and out == "scores":
        layers = layers[:-1]
    elif isinstance(last, nn.ReLU) and out in ("scores", "number"):
        layers = layers[:-1]
    elif isinstance(last, nn.Sigmoid) and out == "probabilities":
        layers[-1] = nn.Softmax(dim=-1)
    else:
        new = []
        for layer in layers:
            if new and isinstance(layer, nn.Linear) and isinstance(new[-1], nn.Linear):
                new.append(nn.ReLU())
            new.append(layer)
        layers = new
    return nn.Sequential(*layers).double()
