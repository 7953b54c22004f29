import math
import torch
import torch.nn.functional as F

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))

def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

def mish(x):
    # solve exp(s) = 1 + exp(x) for s by halving the step until it is exact
    target = 1 + torch.exp(x.clamp(max=30))
    s = x.clone()
    step = 1.0
    while not torch.equal(torch.exp(s), target):
        s = s + step * torch.sign(target - torch.exp(s))
        step = step / 2
    return x * torch.tanh(s)

def hardswish(x):
    return x * F.relu6(x + 3) / 6
