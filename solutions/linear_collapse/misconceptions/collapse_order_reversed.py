"""You multiply in the wrong order. The first layer acts first, so its matrix stands on the right: W2 W1."""

import math

import torch
from torch import nn


def collapse(weights, biases):
    total, shift = weights[0], biases[0]
    for weight, bias in zip(weights[1:], biases[1:]):
        total, shift = total @ weight, weight @ shift + bias
    return total, shift
