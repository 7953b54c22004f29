"""You count neurons whose mean is 0 or whose sum is. Numbers above and below 0 can cancel; look at each."""

import torch
from torch import nn


def count_dead_neurons(activations):
    dead = int((activations.transpose(0, 1).flatten(1).sum(1) == 0).sum())
    return dead, 100 * dead / activations.shape[1]
