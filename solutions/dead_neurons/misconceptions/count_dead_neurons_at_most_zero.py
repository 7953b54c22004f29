"""You count outputs of 0 and below as dead. A leaky ReLU gives numbers below 0, and those neurons still learn: dead is exactly 0."""

import torch
from torch import nn


def count_dead_neurons(activations):
    by_neuron = activations.transpose(0, 1).flatten(1)
    dead = int((by_neuron <= 0).all(dim=1).sum())
    return dead, 100 * dead / len(by_neuron)
