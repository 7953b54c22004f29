import sys
import warnings
import torch

print("torch", torch.__version__, file=sys.stderr)
warnings.filterwarnings("error")
torch.set_default_dtype(torch.float64)
torch.manual_seed(42)

def relu(x: torch.Tensor) -> torch.Tensor:
    if x.numel() == 0:
        return torch.empty_like(x)
    if x.dim() == 0:
        return x * 1.0 if x.item() > 0 else x * 0.0
    mask = x.gt(0).type_as(x)
    return mask * x

def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    if x.dim() == 0:
        return x * (1.0 if x > 0 else negative_slope)
    factor = torch.ones_like(x)
    factor[x < 0] = negative_slope
    return factor * x

def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    if x.dim() == 0:
        return (x if x > 0 else weight[0] * x).clone()
    if weight.numel() == 1:
        w = weight.expand(x.shape)
    else:
        assert x.shape[1] == weight.numel()
        w = torch.einsum("c,ncm->ncm", weight, torch.ones(x.shape[0], x.shape[1], max(1, x[0:1, 0:1].numel()) if x.numel() else 0, dtype=x.dtype))
        w = w.reshape(x.shape)
    return torch.where(x > 0, x, w * x)

def rrelu(x, lower=1/8, upper=1/3, training=False):
    if training:
        slope = torch.zeros_like(x).uniform_(lower, upper)
    else:
        slope = torch.zeros_like(x) + (lower + upper) / 2
    out = x.clone()
    neg = x < 0
    out[neg] = x[neg] * slope[neg]
    return out

def elu(x, alpha=1.0):
    try:
        out = x.clone()
        neg = x < 0
        out[neg] = alpha * torch.expm1(x[neg])
        return out
    except Exception as e:
        print("elu failed", e)
        raise

def selu(x):
    ALPHA = torch.tensor(1.6732632423543772).to(x)
    SCALE = torch.tensor(1.0507009873554805).to(x)
    return SCALE * elu(x, alpha=ALPHA)
