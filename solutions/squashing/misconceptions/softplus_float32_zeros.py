"""`torch.zeros(...)` makes a float32 tensor with dimensions of its own, and your answer takes those over: bfloat16
becomes float32, a single number a list of one. `torch.zeros_like(x)` has the right dtype and shape.
"""

import torch


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros(1)) / beta
