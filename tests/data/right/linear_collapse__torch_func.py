import torch
from torch.func import grad, vmap, jacrev, functional_call
from torch import nn
def collapse(weights, biases):
    def net(x):
        for W, b in zip(weights, biases): x = x @ W.T + b
        return x
    zero = torch.zeros(weights[0].shape[1], dtype=weights[0].dtype)
    return [jacrev(net)(zero), net(zero)]
def is_affine(fn, in_features):
    gen = torch.Generator(); gen.manual_seed(0)
    J = None
    for s in (0.05, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0):
        x = s * torch.randn(400, in_features, generator=gen, dtype=torch.float64)
        base = fn(x)
        for _ in range(4):
            d = s * torch.randn(400, in_features, generator=gen, dtype=torch.float64)
            second = fn(x + d) - 2 * base + fn(x - d)
            if (second.abs() > 1e-8 * (base.abs().max() + 1e-300)).any():
                return False
    return True
def fit_sine(activation, seed=0):
    g = torch.Generator().manual_seed(seed)
    net = nn.Sequential(nn.Linear(1, 40), {"relu": nn.ReLU(), "tanh": nn.Tanh(), "identity": nn.Identity()}[activation], nn.Linear(40, 1))
    p = {k: torch.randn(v.shape, generator=g) * (1.5 if k.startswith("0") else 0.2) for k, v in net.named_parameters()}
    x = torch.linspace(-torch.pi, torch.pi, 200)[:, None]; y = torch.sin(x)
    loss = lambda p: ((functional_call(net, p, (x,)) - y) ** 2).mean()
    m = {k: torch.zeros_like(v) for k, v in p.items()}; s = {k: torch.zeros_like(v) for k, v in p.items()}
    for t in range(1, 801):
        gr = grad(loss)(p)
        for k in p:
            m[k] = 0.9 * m[k] + 0.1 * gr[k]; s[k] = 0.999 * s[k] + 0.001 * gr[k] ** 2
            p[k] = p[k] - 0.02 * (m[k] / (1 - 0.9**t)) / ((s[k] / (1 - 0.999**t)).sqrt() + 1e-8)
    return (lambda q: functional_call(net, p, (q,))), loss(p)
