import torch, math
from torch import einsum, Tensor
import operator as op
from functools import reduce
ELL = "...,...->..."
def silu(x: Tensor) -> Tensor: return einsum(ELL, x, torch.sigmoid(x))
def gelu(x: Tensor) -> Tensor: return einsum(ELL, x, torch.erf(x / 2 ** 0.5).add(1).mul(0.5))
def gelu_tanh(x: Tensor) -> Tensor:
    cube = reduce(op.mul, [x] * 3)
    return torch.lerp(torch.zeros_like(x), x, 0.5 + 0.5 * torch.tanh((2 / math.pi) ** 0.5 * torch.add(x, cube, alpha=0.044715)))
def mish(x: Tensor) -> Tensor: return einsum(ELL, x, (-torch.expm1(-2 * (sp := torch.nn.functional.softplus(x)))) / (1 + torch.exp(-2 * sp)))
def hardswish(x: Tensor) -> Tensor: return torch.addcmul(torch.zeros_like(x), x, (x + 3).clip(0, 6), value=1 / 6)
