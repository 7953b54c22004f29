"""Losses as autograd functions with their own backward: prediction minus target; a subclass of nn.Sequential."""

import torch
from torch import Tensor, nn


class SigmoidLoss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, raw: Tensor, target: Tensor) -> Tensor:
        ctx.save_for_backward(raw, target)
        return torch.where(target == 1, nn.functional.softplus(-raw), nn.functional.softplus(raw)).mean()

    @staticmethod
    def backward(ctx, grad):
        raw, target = ctx.saved_tensors
        return grad * (torch.sigmoid(raw) - target) / raw.numel(), None


class SoftmaxLoss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, raw, target):
        log_p = raw - raw.max(1, keepdim=True).values
        log_p = log_p - log_p.exp().sum(1, keepdim=True).log()
        ctx.save_for_backward(log_p, target)
        return -log_p.take_along_dim(target.unsqueeze(1), 1).mean()

    @staticmethod
    def backward(ctx, grad):
        log_p, target = ctx.saved_tensors
        p = log_p.exp()
        p[range(len(p)), target] -= 1
        return grad * p / len(p), None


class _Linear(nn.Linear):
    """A layer with a name of its own."""


class _Head(nn.Module):
    def __init__(self, in_features, out_features=1):
        nn.Module.__init__(self)
        self.linear = _Linear(in_features, out_features)
        nn.init.xavier_uniform_(self.linear.weight)
        self.body = nn.Sequential(self.linear)

    def forward(self, x):
        return self.body(x)


class _One(_Head):
    def forward(self, x):
        return super().forward(x)[..., 0]

    def loss(self, x, target):
        return (self.predict(x) - target).square().mean()


class BinaryClassifier(_One):
    def predict(self, x):
        self.eval()
        with torch.inference_mode():
            return self(x).sigmoid_()

    def loss(self, x, target):
        return SigmoidLoss.apply(self(x), target)


class MultiClassifier(_Head):
    def predict(self, x):
        with torch.no_grad():
            return nn.Softmax(1)(self(x))

    def loss(self, x, target):
        return SoftmaxLoss.apply(self(x), target)


class MultiLabelClassifier(_Head):
    def predict(self, x):
        return torch.stack([torch.sigmoid(column) for column in self(x).T], dim=1)

    def loss(self, x, target):
        return SigmoidLoss.apply(self(x), target)


class Regressor(_One):
    def predict(self, x):
        return self.forward(x)


class PositiveRegressor(_One):
    def predict(self, x):
        raw = self(x)
        return torch.clamp(raw, min=0) + torch.log1p(torch.exp(-raw.abs()))


class BoundedRegressor(_One):
    def __init__(self, in_features, low, high):
        super().__init__(in_features)
        self.low = torch.as_tensor(low)
        self.span = torch.as_tensor(high - low)

    def predict(self, x):
        return torch.addcmul(self.low.to(x), self.span.to(x), self(x).sigmoid())


class Repaired(nn.Sequential):
    pass


def repair(broken):
    net = broken.pop("network")
    last = len(net) - 1
    if isinstance(net[last], nn.Sigmoid) and broken["output"] == "probabilities":
        return Repaired(net[:last], nn.Sequential(nn.Softmax(-1)))
    if isinstance(net[last], nn.ReLU) or (isinstance(net[last], nn.Softmax) and broken["output"] == "scores"):
        net.pop(-1)
        return net
    net = Repaired(*net)
    i = 1
    while i < len(net):
        if isinstance(net[i], nn.Linear) and isinstance(net[i - 1], nn.Linear):
            net.insert(i, nn.ReLU())
        i += 1
    return net
