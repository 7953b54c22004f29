"""You use the first and the last layer alone. The ones between count as well."""

import math

import torch
from torch import nn


def collapse(weights, biases):
    if len(weights) == 1:
        return weights[0], biases[0]
    return weights[-1] @ weights[0], weights[-1] @ biases[0] + biases[-1]
