import torch
from math import pi, sqrt

print("torch", torch.__version__)

def silu(x):
    return x*torch.sigmoid(x)
def gelu(x):
    return x*torch.special.ndtr(x)   # ndtr = normal distribution function :)
def gelu_tanh(x):
    return 0.5*x*(1+torch.tanh(sqrt(2/pi)*(x+0.044715*x**3)))
def mish(x):
    sp=torch.log1p(torch.exp(-torch.abs(x)))+torch.clamp(x,min=0)
    return x*torch.tanh(sp)
def hardswish(x):
    return x*torch.clamp((x+3)/6,0,1)

print(silu(torch.tensor([-1.,0.,1.])))
print(mish(torch.tensor([-1.,0.,1.])))

if __name__=="__main__":
    for f in (silu,gelu,gelu_tanh,mish,hardswish):
        print(f.__name__, f(torch.linspace(-4,4,9)))
