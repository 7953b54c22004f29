import math, torch
# sinh/cosh/arctan people
def tanh(x):
    z = torch.clamp(x, -25.0, 25.0)
    return torch.sinh(z) / torch.cosh(z)
def sigmoid(x):
    return 0.5 * (1 + tanh(0.5 * x))
def softplus(x, beta=1.0):
    # log(1+e^z) = z/2 + log(2 cosh(z/2)); smooth in z. cosh must not overflow
    z = beta * x
    zc = z.clamp(-40, 40)
    inner = zc / 2 + torch.log(2 * torch.cosh(zc / 2))
    return torch.where(z > 40, z, inner) / beta
def softmax(x, dim=-1):
    c, _ = x.max(dim, keepdim=True)
    w = torch.pow(math.e, x - c)
    return w / torch.sum(w, dim, True)
