"""Two logits for one, a vector product for a layer, log-softmax by hand; new layers that take the old state."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class BinaryClassifier(nn.Module):
    def __init__(self, in_features):
        super(BinaryClassifier, self).__init__()
        self.linear = nn.Linear(in_features, 1)
        self.loss_fn = nn.BCEWithLogitsLoss(reduction="none")

    def forward(self, x):
        return torch.mv(x, self.linear.weight[0]) + self.linear.bias

    def predict(self, x):
        z = self(x)
        return torch.where(z >= 0, 1 / (1 + torch.exp(-z)), torch.exp(z.clamp(max=0)) / (1 + torch.exp(z.clamp(max=0))))

    def loss(self, x, target):
        return torch.sum(self.loss_fn(self(x), target)) / target.shape[0]


class MultiClassifier(nn.Module):
    def __init__(self, in_features, classes):
        super(MultiClassifier, self).__init__()
        self.linear = nn.Linear(in_features, classes)
        self.log_softmax = nn.LogSoftmax(dim=1)
        self.loss_fn = nn.NLLLoss()

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return torch.exp(self.log_softmax(self(x)))

    def loss(self, x, target):
        return self.loss_fn(self.log_softmax(self(x)), target)


class MultiLabelClassifier(nn.Module):
    def __init__(self, in_features, labels):
        super(MultiLabelClassifier, self).__init__()
        self.linear = nn.Linear(in_features, labels)

    def forward(self, x):
        return self.linear(x)

    def predict(self, x):
        return F.sigmoid(self(x))

    def loss(self, x, target):
        total = 0
        for raw, wanted in zip(self(x), target):
            for z, y in zip(raw, wanted):
                total = total - (F.logsigmoid(z) if y == 1 else F.logsigmoid(-z))
        return total / target.numel()


class Regressor(nn.Module):
    def __init__(self, in_features):
        super(Regressor, self).__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return self.linear(x).view(x.shape[0])

    def predict(self, x):
        return self.linear(x)[:, 0]

    def loss(self, x, target):
        return nn.MSELoss()(self.linear(x), target.view(-1, 1))


class PositiveRegressor(nn.Module):
    def __init__(self, in_features):
        super(PositiveRegressor, self).__init__()
        self.linear = nn.Linear(in_features, 1)
        self.positive = nn.Softplus()

    def forward(self, x):
        return self.linear(x).view(x.shape[0])

    def predict(self, x):
        with torch.no_grad():
            return self.positive(self.forward(x))

    def loss(self, x, target):
        return F.mse_loss(self.positive(self.forward(x)), target, reduction="mean")


class BoundedRegressor(nn.Module):
    def __init__(self, in_features, low, high):
        super(BoundedRegressor, self).__init__()
        self.linear = nn.Linear(in_features, 1)
        self.low = nn.Parameter(torch.tensor(float(low)), requires_grad=False).item()
        self.high = float(high)

    def forward(self, x):
        return self.linear(x).view(x.shape[0])

    def predict(self, x):
        p = torch.stack([-self(x) / 2, self(x) / 2]).softmax(0)
        return p[0] * self.low + p[1] * self.high

    def loss(self, x, target):
        return ((target - self.predict(x)) ** 2).sum().div(len(target))


def repair(broken):
    old = list(broken["network"])
    plan = []
    for i, layer in enumerate(old):
        if i and isinstance(layer, nn.Linear) and isinstance(old[i - 1], nn.Linear):
            plan.append(nn.ReLU())
        if isinstance(layer, nn.Linear):
            new = nn.Linear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            new.to(layer.weight.dtype)
            new.load_state_dict(layer.state_dict())
            plan.append(new)
        else:
            plan.append(layer)
    end = plan[-1]
    if type(end) == nn.Sigmoid:
        plan[-1] = nn.Softmax(dim=1)
    elif type(end) == nn.ReLU or (type(end) == nn.Softmax and broken["output"] != "probabilities"):
        plan = plan[:-1]
    return nn.Sequential(*plan)
