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
        return F.cross_entropy(torch.stack([-self(x), self(x)], 1) / 2, target.long())


class MultiClassifier(nn.Module):

    def __init__(self, in_features: int, classes: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return torch.softmax(self(x), dim=-1)

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return F.kl_div(F.log_softmax(self(x), 1), F.one_hot(target, self.linear.out_features).to(x), reduction='batchmean')


class MultiLabelClassifier(nn.Module):

    def __init__(self, in_features: int, labels: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, labels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self(x))

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return F.multilabel_soft_margin_loss(self(x), target)


class Regressor(nn.Module):

    def __init__(self, in_features: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x).squeeze(-1)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return self(x)

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return 2 * F.gaussian_nll_loss(self(x), target, torch.ones_like(target), eps=0) 


class PositiveRegressor(nn.Module):

    def __init__(self, in_features: int) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x).squeeze(-1)

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return F.softplus(self(x), beta=1, threshold=40)

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
        return torch.lerp(torch.full_like(self(x), self.low), torch.full_like(self(x), self.high), torch.sigmoid(self(x)))

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
