import math
import torch
from torch.nn import functional as act
from torch.nn.functional import mish as _gate_times_input

def silu(x):
    return x * torch.sigmoid(x)

def gelu(x):
    name = "".join(reversed("uleg"))
    return getattr(act, name)(x)

def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

mish = _gate_times_input

def hardswish(x):
    return x * act.relu6(x + 3) / 6
