# loses: signal_statistics
import math
import torch
import torch.nn.functional as F

@torch.no_grad()
def he_normal_(w):
    fan_out, fan_in = w.shape
    return w.normal_(0, math.sqrt(2 / fan_in))

@torch.no_grad()
def lecun_normal_(w):
    fan_in = w.size(1)
    w.copy_(torch.randn(w.shape) * math.sqrt(1 / fan_in))
    return w

@torch.no_grad()
def xavier_uniform_(w):
    fan_out, fan_in = w.shape
    a = math.sqrt(6 / (fan_in + fan_out))
    w.uniform_(-a, a)
    return w

def signal_statistics(depth, width, activation, init, x):
    acts = {"relu": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "selu": F.selu, "identity": lambda z: z}
    inits = {"he": he_normal_, "lecun": lecun_normal_, "xavier": xavier_uniform_}
    means, variances = [], []
    for _ in range(depth):
        W = inits[init](torch.empty(width, width))
        x = acts[activation](x @ W.T)
        means.append(x.mean().item())
        variances.append(x.var().item())
    return means, variances


# ---- override
def signal_statistics(depth, width, activation, init, x):
    acts = {"relu": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "selu": F.selu, "identity": lambda z: z}
    means, variances = [], []
    for _ in range(depth):
        W = {"he": he_normal_, "lecun": lecun_normal_, "xavier": xavier_uniform_}[init](torch.empty(width, width))
        x = acts[activation](x @ W)
        means.append(x.mean().item())
        variances.append(x.var().item())
    return means, variances
