"""You keep the last bias alone. The earlier ones go through the layers after them."""

import math

import torch
from torch import nn


def collapse(weights, biases):
    total, shift = weights[0], biases[0]
    for weight, bias in zip(weights[1:], biases[1:]):
        total, shift = weight @ total, bias
    return total, shift
