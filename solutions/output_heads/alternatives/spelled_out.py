"""Rows one by one, two-class tricks, NLL of log-probabilities, einsum; removed layers become nn.Identity."""

import torch
from torch import nn
from torch.nn import functional as F


class BinaryClassifier(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return torch.cat([self.linear(row) for row in x])

    def both(self, x):
        raw = self(x)
        return torch.stack([torch.zeros_like(raw), raw], dim=-1)

    def predict(self, x):
        return self.both(x).softmax(-1)[..., 1]

    def loss(self, x, target):
        return F.cross_entropy(self.both(x), target.long())


class MultiClassifier(nn.Module):
    def __init__(self, in_features, classes):
        super().__init__()
        self.linear = nn.Linear(in_features, classes)
        self.classes = classes

    def forward(self, x):
        return F.linear(x, self.linear.weight, self.linear.bias)

    def predict(self, x):
        return F.log_softmax(self(x), dim=-1).exp()

    def loss(self, x, target):
        wanted = F.one_hot(target, self.classes).to(x.dtype)
        return -(wanted * F.log_softmax(self(x), dim=-1)).sum() / x.shape[0]


class MultiLabelClassifier(nn.Module):
    def __init__(self, in_features, labels):
        super().__init__()
        self.linear = nn.Linear(in_features, labels)

    def forward(self, x):
        return torch.einsum("ni,oi->no", x, self.linear.weight) + self.linear.bias

    def predict(self, x):
        return 0.5 * (1 + torch.tanh(0.5 * self(x)))

    def loss(self, x, target):
        columns = zip(self(x).unbind(1), target.unbind(1), strict=True)
        return torch.stack([F.binary_cross_entropy_with_logits(raw, wanted) for raw, wanted in columns]).mean()


class Regressor(nn.Module):
    def __init__(self, in_features):
        super().__init__()
        self.linear = nn.Linear(in_features, 1, bias=True)

    def forward(self, x):
        return self.linear(x).sum(dim=-1)

    predict = forward

    def loss(self, x, target):
        return torch.mean(torch.square(torch.sub(target, self.predict(x))))


class PositiveRegressor(Regressor):
    def predict(self, x):
        return -F.logsigmoid(-self(x))


class BoundedRegressor(Regressor):
    def __init__(self, in_features, low, high):
        super().__init__(in_features)
        self.low = low
        self.high = high

    def predict(self, x):
        share = self(x).sigmoid()
        return (1 - share) * self.low + share * self.high


def repair(broken):
    network, output = broken["network"], broken["output"]
    layers = []
    for place, layer in enumerate(network):
        if place > 0 and isinstance(layer, nn.Linear) and isinstance(network[place - 1], nn.Linear):
            layers.append(nn.ReLU())
        is_last = place == len(network) - 1
        match layer:
            case nn.Sigmoid() if is_last and output == "probabilities":
                layers.append(nn.Softmax(dim=1))
            case nn.ReLU() if is_last:
                layers.append(nn.Identity())
            case nn.Softmax() if is_last and output == "scores":
                layers.append(nn.Identity())
            case _:
                layers.append(layer)
    return nn.Sequential(*layers)
