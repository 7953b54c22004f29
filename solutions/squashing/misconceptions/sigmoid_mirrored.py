"""Your curve falls where it should rise: the sign of the exponent is missing. Try x = 10: the answer must be close
to 1.
"""

import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(x))
