"""You count biases. None of the layers here has one."""

import torch
import torch.nn.functional as F
from torch import nn


def matched_hidden(dim, hidden):
    return int((2 * dim * hidden + hidden + dim - dim) // (3 * dim + 2))
