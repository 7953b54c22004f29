import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        return torch.where(x > 0, x, torch.zeros_like(x))


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    # the negative side leaks a bit
    return torch.where(x > 0, x, x * negative_slope)


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    a = weight.item()
    return torch.where(x > 0, x, a * x)


def rrelu(x: torch.Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> torch.Tensor:
    # random slopes only while training
    if training:
        slope = torch.empty_like(x).uniform_(lower, upper)
        return torch.where(x > 0, x, x * slope)
    return torch.where(x > 0, x, x * (lower + upper) / 2)


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    # clamp first, otherwise exp overflows for big x
    safe = torch.clamp(x, max=0)
    return torch.where(x > 0, x, alpha * (torch.exp(safe) - 1))


def selu(x: torch.Tensor) -> torch.Tensor:
    alpha = 1.67326324
    scale = 1.05070099
    safe = torch.clamp(x, max=0)
    return scale * torch.where(x > 0, x, alpha * (torch.exp(safe) - 1))
