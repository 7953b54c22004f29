"""You clamp the input of `exp` and stop there: past the limit your answer stays the same instead of growing like
x. Add what the clamp took away, or use a form that needs no clamp.
"""

import torch


def softplus(x, beta=1.0):
    return torch.log1p(torch.exp(torch.clamp(beta * x, max=50))) / beta
