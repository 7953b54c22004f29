"""Dead neurons: count them, find where they are, and bring them back.

Fill in the functions, then check your work:  rectify check dead_neurons.py

A ReLU neuron is dead when its output is 0 for every example: its gradient is 0 then, and its weights stay as they are.
Torch's own modules and functions may be used as you like.
"""

import torch
from torch import nn


def count_dead_neurons(activations: torch.Tensor) -> tuple:
    """Return (count, percent) of the dead neurons in the outputs of one ReLU layer.

    activations: shape (N, neurons) for a linear layer, or (N, channels, …) for a convolution, where a neuron is a
    channel: it is dead if its output is exactly 0 for every one of the N examples, at every position. An output below
    0, which a leaky ReLU can give, is not 0.
    Returns the number of dead neurons, an int, and the percentage of all neurons that they are, a float from 0 to 100.
    There is at least one neuron and one example.

    >>> count_dead_neurons(torch.tensor([[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 2.0, 0.0]]))
    (2, 50.0)
    """
    raise NotImplementedError


def dead_fraction(model: nn.Module, batches) -> dict:
    """Return {name: fraction}: of each nn.ReLU in model, the fraction of its neurons that are dead over all batches.

    model: any network. Its nn.ReLU modules count, each by the name that model.named_modules() gives it; what a neuron
    is follows from the shape of the ReLU's output, as above. A ReLU that is called several times in one pass, in two
    places of the network, has one entry: a neuron of it is dead if it is 0 in every call (its outputs have the same
    number of neurons). For a ReLU that is never called anything goes.
    batches: an iterable of input tensors for the model. A neuron is dead if it is 0 for every example of every batch.
    The network is measured in evaluation mode (no dropout; batch normalisation as in use), and left as it was: the
    training or evaluation mode of every module, its buffers, .grad of its parameters, and no hooks left behind.
    The fractions are floats from 0 to 1.

    >>> model = nn.Sequential(nn.Linear(1, 2), nn.ReLU())
    >>> model[0].weight.data, model[0].bias.data = torch.tensor([[1.0], [0.0]]), torch.tensor([0.0, -1.0])
    >>> dead_fraction(model, [torch.tensor([[-1.0]]), torch.tensor([[2.0]])])
    {'1': 0.5}
    """
    raise NotImplementedError


def diagnose(fractions: dict, threshold: float = 0.2) -> list:
    """Return the names whose fraction is strictly above threshold, in the order in which they stand in fractions.

    fractions: {name: fraction}, as dead_fraction returns it.

    >>> diagnose({"1": 0.5, "3": 0.2, "5": 0.25})
    ['1', '5']
    """
    raise NotImplementedError


def revive(model: nn.Module, negative_slope: float = 0.01) -> nn.Module:
    """Replace every nn.ReLU in model by an nn.LeakyReLU with the given slope, and return the model.

    However deeply a ReLU is nested, and wherever a shared one stands, it is replaced; everything else stays: the other
    modules, their weights, their modes. The model is changed in place and returned. (It is not itself a bare nn.ReLU.)

    >>> revive(nn.Sequential(nn.Linear(2, 2), nn.ReLU()), negative_slope=0.1)[1]
    LeakyReLU(negative_slope=0.1)
    """
    raise NotImplementedError
