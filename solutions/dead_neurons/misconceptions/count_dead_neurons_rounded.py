"""You round the percentage. Return it as it is: 1 of 8 is 12.5."""

import torch
from torch import nn


def count_dead_neurons(activations):
    by_neuron = activations.transpose(0, 1).flatten(1)
    dead = int((by_neuron == 0).all(dim=1).sum())
    return dead, round(100 * dead / len(by_neuron))
