"""One base class, losses as modules, views in place of squeezing; the network is changed in place."""

import torch
from torch import nn


class Head(nn.Module):
    activation = nn.Identity
    criterion = nn.MSELoss

    def __init__(self, in_features, outputs=None):
        super().__init__()
        self.flat = outputs is None
        self.linear = nn.Linear(in_features, outputs or 1)
        self.act = self.activation()
        self.criterion_ = self.criterion()

    def forward(self, x):
        raw = self.linear(x)
        return raw.view(-1) if self.flat else raw

    @torch.no_grad()
    def predict(self, x):
        return self.act(self.forward(x))

    def loss(self, x, target):
        return self.criterion_(self.forward(x), target)


class BinaryClassifier(Head):
    activation = nn.Sigmoid
    criterion = nn.BCEWithLogitsLoss


class MultiClassifier(Head):
    criterion = nn.CrossEntropyLoss

    def __init__(self, in_features, classes):
        super().__init__(in_features, classes)
        self.act = nn.Softmax(dim=1)


class MultiLabelClassifier(Head):
    activation = nn.Sigmoid
    criterion = nn.MultiLabelSoftMarginLoss


class Regressor(Head):
    pass


class PositiveRegressor(Head):
    activation = nn.Softplus

    def loss(self, x, target):
        return self.criterion_(self.act(self(x)), target)


class BoundedRegressor(Head):
    def __init__(self, in_features, low, high):
        super().__init__(in_features)
        self.register_buffer("low", torch.tensor(float(low)))
        self.register_buffer("high", torch.tensor(float(high)))

    def squashed(self, x):
        return torch.lerp(self.low, self.high, torch.sigmoid(self(x)))

    @torch.inference_mode()
    def predict(self, x):
        return self.squashed(x)

    def loss(self, x, target):
        return self.criterion_(self.squashed(x), target)


def repair(broken):
    net, wanted = broken["network"], broken["output"]
    last = net[-1]
    if wanted == "probabilities" and isinstance(last, nn.Sigmoid):
        net[-1] = nn.Softmax(dim=1)
    elif wanted != "probabilities" and isinstance(last, (nn.Softmax, nn.ReLU)):
        del net[-1]
    else:
        for i in range(len(net) - 1, 0, -1):
            if isinstance(net[i], nn.Linear) and isinstance(net[i - 1], nn.Linear):
                net.insert(i, nn.ReLU())
    return net
