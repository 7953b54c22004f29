"""Train many networks side by side: the same shape, each with its own start and its own order of batches.

A deep narrow network of He-initialised linear layers (He et al. 2015), an activation between them, softmax and
cross-entropy at the end, SGD with momentum. Forward and backward are written out, so that the activation's part in
both is two tensors: its values and its slopes. That is all that has to be asked of whoever computes it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import torch

from autograder.contest.data import ImageData


@dataclass(frozen=True, slots=True)
class Setting:
    """What both sides of a contest share."""

    depth: int = 10
    width: int = 32
    batch: int = 32
    learning_rate: float = 0.01
    momentum: float = 0.9
    pairs: int = 30
    level: float = 0.01


@dataclass(slots=True)
class Response:
    """What an activation answers to inputs of shape (pairs, n): values, slopes, and slopes by each parameter."""

    values: torch.Tensor
    slopes: torch.Tensor
    parameter_slopes: Mapping[str, torch.Tensor] = field(default_factory=dict)


class Activation(Protocol):
    """An element-wise function with learnable numbers, of which each layer of each network has its own."""

    @property
    def parameters(self) -> Mapping[str, float]:
        """The learnable numbers by name, as they start."""
        ...

    def respond(self, x: torch.Tensor, parameters: Mapping[str, torch.Tensor]) -> Response:
        """Values and slopes at ``x``, float32 (pairs, n); each of ``parameters`` is (pairs,)."""
        ...


class LocalActivation:
    """A function of this process, without parameters: ReLU, and whatever plain PyTorch is compared with."""

    parameters: Mapping[str, float] = {}

    def __init__(self, function: Callable[[torch.Tensor], torch.Tensor]) -> None:
        self._function = function

    def respond(self, x: torch.Tensor, parameters: Mapping[str, torch.Tensor]) -> Response:
        """Values and slopes by autograd."""
        del parameters
        inputs = x.detach().requires_grad_()
        values = self._function(inputs)
        (slopes,) = torch.autograd.grad(values.sum(), inputs)
        return Response(values.detach(), slopes)


@dataclass(frozen=True)
class Training:
    """How ``pairs`` networks fared: test accuracy of each, and the mean training loss of each over each stretch."""

    accuracies: list[float]
    losses: list[list[float]]
    parameters: dict[str, list[float]]


_STRETCHES = 40
Progress = Callable[[float], None]


def train(
    activation: Activation,
    data: ImageData,
    setting: Setting,
    seeds: Sequence[int],
    progress: Progress = lambda _share: None,
) -> Training:
    """Train one network for each seed. ``progress`` is told how much is done, from 0 to 1."""
    network = _Networks(activation, data.train_x.shape[1], setting, seeds)
    steps = data.epochs * (len(data.train_y) // setting.batch)
    stretch = max(1, steps // _STRETCHES)
    losses: list[torch.Tensor] = []
    recorded: list[list[float]] = []
    for number, (x, y) in enumerate(network.batches(data, setting.batch), 1):
        losses.append(network.step(x, y))
        if number % stretch == 0:
            recorded.append([_finite(value) for value in torch.stack(losses).mean(0).tolist()])
            losses = []
            progress(number / steps)
    accuracies = network.accuracies(data.test_x, data.test_y)
    learned = {name: [float(layer[name].nanmean()) for layer in network.parameters] for name in activation.parameters}
    return Training(accuracies, recorded, learned)


def _finite(value: float) -> float:
    return value if math.isfinite(value) else math.inf


class _Networks:
    """The networks of one training, stacked: every tensor's first dimension counts them."""

    def __init__(self, activation: Activation, inputs: int, setting: Setting, seeds: Sequence[int]) -> None:
        self._activation = activation
        self._setting = setting
        self._generators = [torch.Generator().manual_seed(seed) for seed in seeds]
        sizes = [inputs, *[setting.width] * setting.depth, 10]
        self._weights = [
            torch.stack([torch.randn(i, o, generator=g) * math.sqrt(2 / i) for g in self._generators])
            for i, o in itertools.pairwise(sizes)
        ]
        self._biases = [torch.zeros(len(seeds), 1, o) for o in sizes[1:]]
        self.parameters = [
            {name: torch.full((len(seeds),), value) for name, value in activation.parameters.items()}
            for _ in range(setting.depth)
        ]
        learned = [*self._weights, *self._biases, *(p for layer in self.parameters for p in layer.values())]
        self._velocities = {id(tensor): torch.zeros_like(tensor) for tensor in learned}

    def batches(self, data: ImageData, batch: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        """Every batch of every epoch, each network in its own order."""
        count = len(data.train_y)
        for _ in range(data.epochs):
            orders = torch.stack([torch.randperm(count, generator=g) for g in self._generators])
            for start in range(0, count - batch + 1, batch):
                chosen = orders[:, start : start + batch]
                yield data.train_x[chosen], data.train_y[chosen]

    def step(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        """One step of gradient descent on the batch; returns each network's loss."""
        inputs, responses, logits = self._forward(x)
        log_probabilities = torch.log_softmax(logits, -1)
        losses = -log_probabilities.gather(2, y[..., None]).mean((1, 2))
        upstream = log_probabilities.exp()
        upstream.scatter_add_(2, y[..., None], torch.full(y.shape, -1.0)[..., None])
        upstream /= y.shape[1]
        for layer in reversed(range(len(self._weights))):
            by_weight = inputs[layer].transpose(1, 2) @ upstream
            by_bias = upstream.sum(1, keepdim=True)
            if layer:
                above = upstream @ self._weights[layer].transpose(1, 2)
                response = responses[layer - 1]
                for name, slopes in response.parameter_slopes.items():
                    self._move(self.parameters[layer - 1][name], (above * slopes.view_as(above)).sum((1, 2)))
                upstream = above * response.slopes.view_as(above)
            self._move(self._weights[layer], by_weight)
            self._move(self._biases[layer], by_bias)
        return losses

    def _forward(self, x: torch.Tensor) -> tuple[list[torch.Tensor], list[Response], torch.Tensor]:
        inputs, responses = [x], []
        for layer in range(self._setting.depth):
            before = torch.baddbmm(self._biases[layer], inputs[-1], self._weights[layer])
            response = self._activation.respond(before.flatten(1), self.parameters[layer])
            responses.append(response)
            inputs.append(response.values.view_as(before))
        return inputs, responses, torch.baddbmm(self._biases[-1], inputs[-1], self._weights[-1])

    def _move(self, tensor: torch.Tensor, gradient: torch.Tensor) -> None:
        velocity = self._velocities[id(tensor)]
        velocity.mul_(self._setting.momentum).add_(gradient)
        tensor.sub_(velocity, alpha=self._setting.learning_rate)

    def accuracies(self, x: torch.Tensor, y: torch.Tensor) -> list[float]:
        """The share of test images that each network names rightly; one whose outputs are not numbers names none."""
        right = torch.zeros(len(self._generators))
        for start in range(0, len(y), 500):
            logits = self._forward(x[start : start + 500].expand(len(right), -1, -1))[2]
            named = torch.where(logits.isfinite().all(-1), logits.argmax(-1), -1)
            right += (named == y[start : start + 500]).sum(1)
        return [round(value, 6) for value in (right / len(y)).tolist()]
