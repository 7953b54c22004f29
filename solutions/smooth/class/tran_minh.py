import math
import torch
import torch.nn.functional as F

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))

def gelu_tanh(x):
    flat = x.reshape(-1)
    out = torch.empty_like(flat)
    for i in range(flat.shape[0]):
        v = flat[i]
        cubic = v + 0.044715 * v * v * v
        out[i] = 0.5 * v * (1 + torch.tanh(math.sqrt(2 / math.pi) * cubic))
    return out.reshape(x.shape)

def mish(x):
    return x * torch.tanh(F.softplus(x))

def hardswish(x):
    return x * F.relu6(x + 3) / 6
