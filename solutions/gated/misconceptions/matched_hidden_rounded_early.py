"""You round before you multiply: hidden // 3 loses up to two thirds, and twice that is missing in the end. Divide last."""

import torch
import torch.nn.functional as F
from torch import nn


def matched_hidden(dim, hidden):
    return 2 * (hidden // 3)
