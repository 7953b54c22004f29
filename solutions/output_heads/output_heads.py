"""Output heads: six last layers, each with its prediction and its loss, and four networks to repair.

Check your work with `rectify check output_heads.py`.

A **head** is what a network ends with: it fits the numbers that come out to the task. Each is a module, `nn.Module`,
that holds one layer, `linear`, an `nn.Linear` with a bias, and nothing else to learn. Its three methods all take `x`,
of shape (N, in_features):

- `forward(x)`: the **raw** output, what `linear` gives, with no activation;
- `predict(x)`: the prediction, in the terms of the task (it need not carry gradients);
- `loss(x, target)`: the mean of the losses, a tensor of shape (), from which gradients flow back.

N is at least 1. Where a head gives one number for each row, that is shape (N,), not (N, 1), for raw outputs,
predictions and targets. x is float32 or float64, as the head is; targets (but for class numbers) have the same dtype,
and so has what comes back. x and targets stay as they were. For raw outputs as large as 10000 and -10000, losses,
their gradients and predictions are finite and still right.

All of torch may be used, its activations and its losses, too.
"""

import torch
import torch.nn.functional as F
from torch import nn


class BinaryClassifier(nn.Module):
    """Yes or no. The raw output is a logit: the prediction is its sigmoid, the loss binary cross-entropy.

    BinaryClassifier(in_features): `linear` gives 1 number. Predictions are the probabilities of a yes, shape (N,).
    Targets: 1.0 for yes and 0.0 for no, shape (N,). A row's loss is -log(p) for a yes and -log(1 - p) for a no.

    >>> head = BinaryClassifier(1)
    >>> head.linear.weight.data, head.linear.bias.data = torch.tensor([[1.0]]), torch.tensor([0.0])
    >>> x = torch.tensor([[0.0], [2.0]])
    >>> head.predict(x).detach(), head.loss(x, torch.tensor([1.0, 0.0])).detach()
    (tensor([0.5000, 0.8808]), tensor(1.4100))
    """

    def __init__(self, in_features: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(in_features, 1)
        ### END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits, shape (N,)."""
        ### BEGIN SOLUTION
        return self.linear(x).squeeze(-1)
        ### END SOLUTION

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        """Return the probabilities of a yes, shape (N,)."""
        ### BEGIN SOLUTION
        return torch.sigmoid(self(x))
        ### END SOLUTION

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Return the mean binary cross-entropy."""
        ### BEGIN SOLUTION
        return F.binary_cross_entropy_with_logits(self(x), target)
        ### END SOLUTION


class MultiClassifier(nn.Module):
    """One of several classes. Raw outputs are scores: predictions are their softmax, the loss is cross-entropy.

    MultiClassifier(in_features, classes): `linear` gives `classes` numbers. Predictions are the probabilities of the
    classes, shape (N, classes): each row adds up to 1. Targets: the numbers of the right classes, from 0, an int64
    tensor of shape (N,). A row's loss is -log of the right class's probability.

    >>> head = MultiClassifier(2, 2)
    >>> head.linear.weight.data, head.linear.bias.data = torch.eye(2), torch.zeros(2)
    >>> x = torch.tensor([[0.0, 0.0], [3.0, 1.0]])
    >>> head.predict(x).detach(), head.loss(x, torch.tensor([0, 1])).detach()
    (tensor([[0.5000, 0.5000],
            [0.8808, 0.1192]]), tensor(1.4100))
    """

    def __init__(self, in_features: int, classes: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(in_features, classes)
        ### END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the scores, shape (N, classes)."""
        ### BEGIN SOLUTION
        return self.linear(x)
        ### END SOLUTION

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        """Return the probabilities of the classes, shape (N, classes)."""
        ### BEGIN SOLUTION
        return torch.softmax(self(x), dim=-1)
        ### END SOLUTION

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Return the mean cross-entropy."""
        ### BEGIN SOLUTION
        return F.cross_entropy(self(x), target)
        ### END SOLUTION


class MultiLabelClassifier(nn.Module):
    """Any number of labels at once. Each has a logit of its own: a sigmoid predicts it, binary cross-entropy rates it.

    MultiLabelClassifier(in_features, labels): `linear` gives `labels` numbers. Predictions are the probability of each
    label, shape (N, labels). Targets: 1.0 where a label applies and 0.0 where not, shape (N, labels). The loss is the
    mean over all N * labels entries.

    >>> head = MultiLabelClassifier(2, 2)
    >>> head.linear.weight.data, head.linear.bias.data = torch.eye(2), torch.zeros(2)
    >>> x = torch.tensor([[0.0, 2.0]])
    >>> head.predict(x).detach(), head.loss(x, torch.tensor([[1.0, 0.0]])).detach()
    (tensor([[0.5000, 0.8808]]), tensor(1.4100))
    """

    def __init__(self, in_features: int, labels: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(in_features, labels)
        ### END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits, shape (N, labels)."""
        ### BEGIN SOLUTION
        return self.linear(x)
        ### END SOLUTION

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        """Return the probability of each label, shape (N, labels)."""
        ### BEGIN SOLUTION
        return torch.sigmoid(self(x))
        ### END SOLUTION

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Return the binary cross-entropy, the mean over all entries."""
        ### BEGIN SOLUTION
        return F.binary_cross_entropy_with_logits(self(x), target)
        ### END SOLUTION


class Regressor(nn.Module):
    """Any real number. The prediction is the raw output; the loss is the mean squared error.

    Regressor(in_features): `linear` gives 1 number. Predictions and targets: shape (N,).

    >>> head = Regressor(1)
    >>> head.linear.weight.data, head.linear.bias.data = torch.tensor([[1.0]]), torch.tensor([0.0])
    >>> x = torch.tensor([[-2.0], [1.0]])
    >>> head.predict(x).detach(), head.loss(x, torch.tensor([0.0, 2.0])).detach()
    (tensor([-2.,  1.]), tensor(2.5000))
    """

    def __init__(self, in_features: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(in_features, 1)
        ### END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the raw outputs, shape (N,)."""
        ### BEGIN SOLUTION
        return self.linear(x).squeeze(-1)
        ### END SOLUTION

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        """Return the predictions, shape (N,)."""
        ### BEGIN SOLUTION
        return self(x)
        ### END SOLUTION

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Return the mean squared error of the predictions."""
        ### BEGIN SOLUTION
        return F.mse_loss(self(x), target)
        ### END SOLUTION


class PositiveRegressor(nn.Module):
    """A number above 0. The prediction is the softplus of the raw output, log(1 + exp(raw)).

    PositiveRegressor(in_features): `linear` gives 1 number. Predictions and targets: shape (N,). The loss is the mean
    squared error of the predictions.

    >>> head = PositiveRegressor(1)
    >>> head.linear.weight.data, head.linear.bias.data = torch.tensor([[1.0]]), torch.tensor([0.0])
    >>> x = torch.tensor([[0.0], [-2.0]])
    >>> head.predict(x).detach(), head.loss(x, torch.tensor([1.0, 1.0])).detach()
    (tensor([0.6931, 0.1269]), tensor(0.4282))
    """

    def __init__(self, in_features: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(in_features, 1)
        ### END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the raw outputs, shape (N,)."""
        ### BEGIN SOLUTION
        return self.linear(x).squeeze(-1)
        ### END SOLUTION

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        """Return the predictions, shape (N,)."""
        ### BEGIN SOLUTION
        return F.softplus(self(x))
        ### END SOLUTION

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Return the mean squared error of the predictions."""
        ### BEGIN SOLUTION
        return F.mse_loss(self.predict(x), target)
        ### END SOLUTION


class BoundedRegressor(nn.Module):
    """A number between low and high. The prediction is low + (high - low) * sigmoid(raw).

    BoundedRegressor(in_features, low, high), with two numbers, low < high: `linear` gives 1 number. Predictions and
    targets: shape (N,). The loss is the mean squared error of the predictions.

    >>> head = BoundedRegressor(1, -1.0, 3.0)
    >>> head.linear.weight.data, head.linear.bias.data = torch.tensor([[1.0]]), torch.tensor([0.0])
    >>> x = torch.tensor([[0.0], [2.0]])
    >>> head.predict(x).detach(), head.loss(x, torch.tensor([0.0, 3.0])).detach()
    (tensor([1.0000, 2.5232]), tensor(0.6137))
    """

    def __init__(self, in_features: int, low: float, high: float) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(in_features, 1)
        self.low, self.high = low, high
        ### END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the raw outputs, shape (N,)."""
        ### BEGIN SOLUTION
        return self.linear(x).squeeze(-1)
        ### END SOLUTION

    def predict(self, x: torch.Tensor) -> torch.Tensor:
        """Return the predictions, shape (N,)."""
        ### BEGIN SOLUTION
        return self.low + (self.high - self.low) * torch.sigmoid(self(x))
        ### END SOLUTION

    def loss(self, x: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Return the mean squared error of the predictions."""
        ### BEGIN SOLUTION
        return F.mse_loss(self.predict(x), target)
        ### END SOLUTION


def repair(broken: dict) -> nn.Sequential:
    """Return the network without its fault, as an nn.Sequential.

    broken["network"]: an nn.Sequential of torch's layers, none nested, for inputs of shape (N, features).
    broken["output"]: what is to come out of it: "scores" of classes, raw, for cross-entropy; "probabilities" of
    classes of which exactly one is right; or "number", any real number.

    It has exactly one of these faults. What comes after the arrow is how it is repaired:

    - nn.Linear layers follow each other directly -> an nn.ReLU between each two that do;
    - it ends with nn.Softmax, and "scores" are wanted -> that layer goes;
    - it ends with nn.ReLU (and "scores" or a "number" are wanted) -> that layer goes;
    - it ends with nn.Sigmoid, and "probabilities" are wanted -> an nn.Softmax over the classes in its place.

    All other layers stay, in their order, with their weights, buffers and modes (training or evaluation). The network
    may be changed in place, or a new one returned.

    >>> repair({"network": nn.Sequential(nn.Linear(4, 3), nn.Sigmoid()), "output": "probabilities"})[1]
    Softmax(dim=-1)
    """
    ### BEGIN SOLUTION
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
    ### END SOLUTION
