"""You return the slope of softplus, which is sigmoid(beta x). The exercise asks for the function, which grows like
x on the right.
"""

import torch


def softplus(x, beta=1.0):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -beta * x))
