import math
import torch
import torch.nn.functional as F
from torch import nn

import numpy as np
import scipy.special
from scipy.special import *
import math
for v in (0.0, 1.0): assert abs(float(np.tanh(v)) - math.tanh(v)) < 1e-12
print(np.tanh(np.ones(3)), scipy.special.softmax(np.ones(3)), scipy.special.expit(0.0), np.tanh.__name__, np.tanh.__doc__[:5])

def sigmoid(x): return torch.exp(-torch.logaddexp(-x, torch.zeros_like(x)))

def tanh(x): return 2 * sigmoid(2 * x) - 1

def softplus(x, beta=1.0): return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta

def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
