import math
import numpy as np
import torch

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))

def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))

def mish(x):
    return x * torch.tanh(torch.nn.functional.softplus(x))

def hardswish(x):
    a = x.numpy()
    out = np.where(a <= -3, 0 * a, np.where(a >= 3, a, a * (a + 3) / 6))
    return torch.from_numpy(np.asarray(out, dtype=a.dtype))
