import torch, math
from torch.nn.functional import softplus as sp, relu as r

# compact on purpose

silu = lambda x: x * torch.sigmoid(x)
gelu = lambda x: (lambda z: .5 * x * (1 + z))(torch.erf(x / 2 ** .5))
gelu_tanh = lambda x: .5 * x * (1 + torch.tanh((2 / math.pi) ** .5 * (x + 44715e-6 * x * x * x)))
mish = lambda x: x * torch.tanh(sp(x))
hardswish = lambda x: x * (r(x + 3) - r(x - 3)) / 6;  half = .5; print(half)
