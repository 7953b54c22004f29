"""You look at the rows, which are the examples. A neuron is a column: 0 for every example."""

import torch
from torch import nn


def count_dead_neurons(activations):
    dead = int((activations.flatten(1) == 0).all(dim=1).sum())
    return dead, 100 * dead / len(activations)
