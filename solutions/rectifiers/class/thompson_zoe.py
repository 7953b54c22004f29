import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    # keep x where it is positive, otherwise 0
    return torch.where(x > 0, x, torch.zeros_like(x))


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    # the negative side leaks a bit
    return torch.where(x > 0, x, x * negative_slope)


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    # one weight: same slope everywhere; else: one per channel (dim 1)
    if weight.shape[0] == 1:
        slope = weight.squeeze()
    else:
        new_shape = [1] * x.ndim
        new_shape[1] = weight.shape[0]
        slope = weight.reshape(new_shape)
    return torch.where(x > 0, x, x * slope)


def rrelu(x, lower=1/8, upper=1/3, training=False):
    raise NotImplementedError


def elu(x, alpha=1.0):
    raise NotImplementedError("to do")


def selu(x):
    pass
