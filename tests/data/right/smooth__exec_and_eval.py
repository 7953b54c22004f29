import math
import torch
import torch.nn.functional as F
from torch import nn

namespace = {}
exec("def gate(x):\n    return __import__('torch').sigmoid(x)", namespace)
exec("import math as m\nHALF = 0.5")
code = compile("lambda x: x * gate(x)", "own", "eval")
def local():
    size = 3
    return eval("size + 1"), [eval("k") for k in range(2)]
assert local() == (4, [0, 1])

silu = eval(code, {"gate": namespace["gate"]})

def gelu(x): return HALF * x * (1 + torch.erf(x / m.sqrt(2)))

def gelu_tanh(x): return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

def mish(x): return x * torch.tanh(F.softplus(x))

def hardswish(x): return x * F.relu6(x + 3) / 6
