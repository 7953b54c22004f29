"""You clamp the input, but so close to zero that the values and slopes beyond the limit are lost. tanh(x) reaches
1 to float64's last digit near 19: move the limit out to there.
"""

import torch


def tanh(x):
    x = torch.clamp(x, -5, 5)
    up, down = torch.exp(x), torch.exp(-x)
    return (up - down) / (up + down)
