# loses: BinaryClassifier MultiClassifier MultiLabelClassifier PositiveRegressor
import torch
import torch.nn.functional as F
from torch import nn


class BinaryClassifier(nn.Module):

    def __init__(self, in_features: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x).squeeze(-1)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self(x))

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return self.bce(torch.sigmoid(self(x)).clamp(1e-7, 1 - 1e-7), target)

    def bce(self, p, y):
        return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


class MultiClassifier(nn.Module):

    def __init__(self, in_features: int, classes: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return torch.softmax(self(x), dim=-1)

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return -torch.log(self.predict(x)[range(len(x)), target] + 1e-12).mean()


class MultiLabelClassifier(nn.Module):

    def __init__(self, in_features: int, labels: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, labels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self(x))

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return F.binary_cross_entropy_with_logits(self(x).clamp(-50, 50), target)


class Regressor(nn.Module):

    def __init__(self, in_features: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x).squeeze(-1)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return self(x)

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return F.mse_loss(self(x), target)


class PositiveRegressor(nn.Module):

    def __init__(self, in_features: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x).squeeze(-1)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return F.softplus(self(x)) + 1e-6

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return F.mse_loss(self.predict(x), target)


class BoundedRegressor(nn.Module):

    def __init__(self, in_features: int, low: float, high: float) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)
        self.low, self.high = low, high

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x).squeeze(-1)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return self.low + (self.high - self.low) * torch.sigmoid(self(x))

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return F.mse_loss(self.predict(x), target)


def repair(broken: dict) -> nn.Sequential:
    layers = list(broken["network"])
    if broken["output"] == "probabilities":
        if isinstance(layers[-1], nn.Sigmoid):
            layers[-1] = nn.Softmax(dim=-1)
    elif isinstance(layers[-1], nn.Softmax | nn.ReLU):
        layers.pop()
    repaired = nn.Sequential()
    for layer in layers:
        if isinstance(layer, nn.Linear) and len(repaired) and isinstance(repaired[-1], nn.Linear):
            repaired.append(nn.ReLU())
        repaired.append(layer)
    return repaired
