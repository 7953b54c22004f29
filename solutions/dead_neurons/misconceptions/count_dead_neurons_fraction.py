"""Your second number is a fraction. Wanted is the percentage, from 0 to 100."""

import torch
from torch import nn


def count_dead_neurons(activations):
    by_neuron = activations.transpose(0, 1).flatten(1)
    dead = int((by_neuron == 0).all(dim=1).sum())
    return dead, dead / len(by_neuron)
