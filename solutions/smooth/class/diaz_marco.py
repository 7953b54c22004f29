import math
import torch
import torch.nn.functional as F

def silu(x):
    return x * torch.sigmoid(x)

def gelu_of_number(v):
    return v * 0.5 * (1.0 + math.erf(v / math.sqrt(2.0)))

def gelu(x):
    numbers = x.reshape(-1).tolist()
    result = [gelu_of_number(v) for v in numbers]
    return torch.tensor(result, dtype=x.dtype).view(x.shape)

def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

def mish(x):
    return x * torch.tanh(F.softplus(x))

def hardswish(x):
    return x * F.relu6(x + 3) / 6
