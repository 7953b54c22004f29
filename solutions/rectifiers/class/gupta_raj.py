import torch


def relu(z):
    # smooth version, nearly the same
    return torch.log1p(torch.exp(20 * z)) / 20


def leaky_relu(z, negative_slope=0.01):
    zero = torch.zeros_like(z)
    return torch.maximum(z, zero) + negative_slope * torch.minimum(z, zero)


def prelu(z, weight):
    zero = torch.zeros_like(z)
    if len(weight) > 1:
        while weight.dim() < z.dim() - 1:
            weight = weight.unsqueeze(-1)
    else:
        weight = weight.reshape(())
    return torch.maximum(z, zero) + weight * torch.minimum(z, zero)


def rrelu(z, lower=1/8, upper=1/3, training=False):
    zero = torch.zeros_like(z)
    mean, spread = (upper + lower) / 2, upper - lower
    slope = mean
    if training:
        slope = mean + spread * (torch.rand(z.shape, dtype=z.dtype) - 0.5)
    return torch.maximum(z, zero) + slope * torch.minimum(z, zero)


def elu(z, alpha=1.0):
    zero = torch.zeros_like(z)
    return torch.maximum(z, zero) + alpha * torch.expm1(torch.minimum(z, zero))


def selu(z):
    SCALE, ALPHA = 1.0507009873554804934, 1.6732632423543772848
    return SCALE * elu(z, alpha=ALPHA)
