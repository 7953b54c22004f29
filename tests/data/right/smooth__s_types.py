import torch, math
import torch.nn.functional as F
import torch.nn as nn
import numpy as np

pi=3.141592653589793
dtype=torch.float64
σ=torch.sigmoid
def silu(x: torch.Tensor, /) -> torch.Tensor: return σ(x)*x
def gelu(x, *, approximate='none'): return x*(1+torch.erf(x/2**.5))*.5
def gelu_tanh(x):
    x64 = x.double()
    y = 0.5*x64*(1+torch.tanh((2/pi)**0.5*(x64+0.044715*x64**3)))
    return y.to(x.dtype)
def mish(x): return (x.double()*torch.tanh(F.softplus(x.double()))).type_as(x)
def hardswish(x): return (x*((x+3).clamp_min(0).clamp_max(6)))/6
if __name__=='__main__':
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots(2,3)
    for a,f in zip(ax.flat,[silu,gelu]): a.plot(np.linspace(-3,3), f(torch.linspace(-3,3,50)))
    plt.show()
print('silu(1)=', silu(torch.tensor(1.)))
assert torch.allclose(gelu(torch.ones(3)), F.gelu(torch.ones(3)))
