# loses: fit_sine
import math
import torch
from torch import nn

def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for w, c in zip(weights[1:], biases[1:]):
        W = w @ W
        b = w @ b + c
    return W, b

def is_affine(fn, in_features):
    g = torch.Generator().manual_seed(0)
    for size in (0.1, 0.5, 2.0, 10.0, 50.0, 100.0):
        for sign in (-1, 0, 1):
            x = torch.rand(300, in_features, dtype=torch.float64, generator=g) * size
            y = torch.rand(300, in_features, dtype=torch.float64, generator=g) * size
            if sign == 0:
                x, y = x * 2 - size, y * 2 - size
            else:
                x, y = x * sign, y * sign
            fx, fy, fm = fn(x), fn(y), fn(0.5 * x + 0.5 * y)
            top = max(fx.abs().max().item(), fy.abs().max().item(), fm.abs().max().item())
            if (0.5 * fx + 0.5 * fy - fm).abs().max().item() > 1e-8 * top:
                return False
    return True

def fit_sine(activation, seed=0):
    g = torch.Generator().manual_seed(seed)
    act = {"relu": torch.relu, "tanh": torch.tanh, "identity": lambda z: z}[activation]
    W = torch.randn(1, 100, generator=g, dtype=torch.float64)
    c = (torch.rand(100, generator=g, dtype=torch.float64) * 2 - 1) * math.pi
    b = -(W[0] * c)
    x = torch.linspace(-math.pi, math.pi, 200)[:, None]
    y = torch.sin(x).double()
    feats = lambda t: torch.cat([act(t.double() @ W + b), torch.ones(len(t), 1, dtype=torch.float64)], 1)
    H = feats(x)
    beta = torch.linalg.lstsq(H.T @ H + 1e-8 * torch.eye(101, dtype=torch.float64), H.T @ y).solution
    predict = lambda t: (feats(t) @ beta).float()
    return predict, float(((predict(x) - y) ** 2).mean())


# ---- override
def fit_sine(activation, seed=0):
    g = torch.Generator().manual_seed(seed)
    act = {"relu": torch.relu, "tanh": torch.tanh, "identity": lambda z: z}[activation]
    W = torch.randn(1, 100, generator=g, dtype=torch.float64)
    c = (torch.rand(100, generator=g, dtype=torch.float64) * 2 - 1) * math.pi
    b = -(W[0] * c)
    x = torch.linspace(-math.pi, math.pi, 200)[:, None]
    y = torch.sin(x).double()
    feats = lambda t: torch.cat([act((t.double() - t.double().mean()) @ W + b), torch.ones(len(t), 1, dtype=torch.float64)], 1)
    H = feats(x)
    beta = torch.linalg.lstsq(H.T @ H + 1e-8 * torch.eye(101, dtype=torch.float64), H.T @ y).solution
    predict = lambda t: (feats(t) @ beta).float()
    return predict, float(((predict(x) - y) ** 2).mean())
