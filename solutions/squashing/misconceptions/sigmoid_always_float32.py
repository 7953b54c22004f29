"""Your answer is float32 whatever came in. Leave out the conversion: the operations keep the input's dtype by
themselves.
"""

import torch


def sigmoid(x):
    x = x.float()
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))
