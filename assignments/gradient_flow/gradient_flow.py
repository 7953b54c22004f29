"""Gradient flow: build deep networks, and measure how much of the gradient reaches each layer.

Fill in the functions, then check your work:  rectify check gradient_flow.py

Activations are named "sigmoid", "tanh", "relu" and "gelu". Torch's own modules and functions may be used for them, for
the layers, and for the start of the weights.
"""

from itertools import pairwise

import torch
from torch import nn


def build_mlp(depth: int, width: int, activation: str, in_features: int, out_features: int, init: str) -> nn.Module:
    """Return a network of depth hidden layers of the given width, and one more linear layer.

    Its input has shape (N, in_features), its output (N, out_features). Each hidden layer is an nn.Linear followed by
    the activation; after the last nn.Linear there is none. So there are depth + 1 nn.Linear in all, each with a bias;
    model.modules() gives them from the input to the output.
    init: how the weights are drawn, whatever the activation: normally or uniformly distributed, with mean 0 and a
    variance of
        "he":      2 / fan_in
        "xavier":  2 / (fan_in + fan_out)
    where a layer has fan_in inputs and fan_out outputs, anew at every call (set no seed inside). All biases start at 0.
    Raise ValueError for an activation or an init of another name.

    >>> build_mlp(3, 16, "relu", in_features=4, out_features=2, init="he")(torch.ones(5, 4)).shape
    torch.Size([5, 2])
    """
    raise NotImplementedError


def gradient_norms(model: nn.Module, loss: torch.Tensor) -> list:
    """Return the norm of the loss's gradient with regard to the weight of each nn.Linear in model, input side first.

    model: any network; its nn.Linear modules, nested or not, count in the order of model.modules(): the order
    in which they were registered. Biases and other layers do not count.
    loss: a 0-d tensor that was computed from the model's output and not yet differentiated.
    Returns a list with one number (a float or a 0-d tensor) for each nn.Linear: the Euclidean norm of d loss/d weight,
    the root of the sum of squares over all entries; 0 where the loss does not depend on the weight.
    The gradient of this loss alone counts: what parameters hold in .grad from earlier calls must not matter. What is
    left in .grad afterwards is up to you.

    >>> layer = nn.Linear(2, 1, bias=False)
    >>> [float(norm) for norm in gradient_norms(layer, layer(torch.tensor([[3.0, 4.0]])).sum())]
    [5.0]
    """
    raise NotImplementedError


def compare_activations(names: list, depth: int = 20, width: int = 32, init: str = "he", seed: int = 0) -> dict:
    """Return {name: norms} for each activation in names, where norms is the list of depth + 1 gradient norms.

    For each name by itself: seed torch's generator with seed; build the network with your build_mlp, with width inputs
    and 1 output; then draw the inputs x = torch.randn(64, width); the loss is the mean of the network's output for x.
    The norms come from your gradient_norms.

    >>> norms = compare_activations(["sigmoid", "relu"], depth=20)
    >>> norms["sigmoid"][0] < 1e-6 < norms["relu"][0]
    True
    """
    raise NotImplementedError
