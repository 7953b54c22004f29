import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    negative = x < 0
    x[negative] = 0.0
    return x


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    x[x <= 0] = x[x <= 0] * negative_slope
    return x


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    # one weight: same slope everywhere; else: one per channel (dim 1)
    if weight.shape[0] == 1:
        slope = weight.squeeze()
    else:
        new_shape = [1] * x.ndim
        new_shape[1] = weight.shape[0]
        slope = weight.reshape(new_shape)
    return torch.where(x > 0, x, x * slope)


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
