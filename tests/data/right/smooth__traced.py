import math
import torch
import torch.nn.functional as F
from torch import nn


silu = torch.jit.trace(lambda x: x * torch.sigmoid(x), torch.randn(3))

def gelu(x): return x * (1 + torch.erf(x / math.sqrt(2))) / 2

def gelu_tanh(x): return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

def mish(x): return x * torch.tanh(F.softplus(x))

def hardswish(x): return x * F.relu6(x + 3) / 6
