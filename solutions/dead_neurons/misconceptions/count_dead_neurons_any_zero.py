"""You count neurons that are 0 for some example. Dead is 0 for every example."""

import torch
from torch import nn


def count_dead_neurons(activations):
    by_neuron = activations.transpose(0, 1).flatten(1)
    dead = int((by_neuron == 0).any(dim=1).sum())
    return dead, 100 * dead / len(by_neuron)
