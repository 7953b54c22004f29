"""You count the positions of a convolution one by one. Its neurons are the channels: dead if 0 at every position."""

import torch
from torch import nn


def count_dead_neurons(activations):
    flat = activations.flatten(1)
    dead = int((flat == 0).all(dim=0).sum())
    return dead, 100 * dead / flat.shape[1]
