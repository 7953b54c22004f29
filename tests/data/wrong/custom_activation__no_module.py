# loses: CustomActivation
import math
import torch
import torch.nn.functional as F
from torch import nn

class CustomActivation:
    def __call__(self, x):
        return 0.3 * x + 0.7 * F.softplus(x)
