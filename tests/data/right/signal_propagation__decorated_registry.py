import functools, math
import torch

STARTS = {}

def start(name):
    """no_grad, in place, returns w; and enters the function in STARTS"""
    def wrap(fn):
        @functools.wraps(fn)
        def inner(w):
            with torch.no_grad():
                fan_out, fan_in = w.shape
                fn(w, fan_in, fan_out)
            return w
        STARTS[name] = inner
        return inner
    return wrap

@start("he")
def he_normal_(w, fan_in, fan_out):
    w.normal_().mul_(math.sqrt(2 / fan_in))

@start("lecun")
def lecun_normal_(w, fan_in, fan_out):
    w.normal_().div_(math.sqrt(fan_in))

@start("xavier")
def xavier_uniform_(w, fan_in, fan_out):
    bound = math.sqrt(6) / math.sqrt(fan_in + fan_out)
    w.uniform_(0, 1).mul_(2 * bound).sub_(bound)

def signal_statistics(depth, width, activation, init, x):
    match activation:
        case "relu": f = torch.relu
        case "tanh": f = torch.tanh
        case "sigmoid": f = torch.sigmoid
        case "selu": f = torch.selu
        case "identity": f = torch.clone
        case other: raise ValueError(other)
    h = x.clone().double()
    means = torch.empty(depth)
    variances = torch.empty(depth)
    for l in range(depth):
        w = torch.empty(width, width, dtype=h.dtype)
        STARTS[init](w)
        h = f(torch.einsum("ni,oi->no", h, w))
        means[l] = h.mean()
        variances[l] = ((h - h.mean()) ** 2).mean()
    return means.tolist(), variances.tolist()
