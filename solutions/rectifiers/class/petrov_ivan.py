import torch


def relu(z):
    zero = torch.zeros_like(z)
    return torch.maximum(z, zero)


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
    width = upper - lower
    if training:
        slope = lower + width * torch.rand_like(z)
    else:
        slope = width / 2
    return leaky_relu(z, slope)


def elu(z, alpha=1.0):
    z_neg = torch.minimum(z, torch.zeros_like(z))
    return torch.where(z > 0, z, alpha * (torch.exp(z_neg / alpha) - 1))


def selu(z):
    z_neg = torch.minimum(z, torch.zeros_like(z))
    return torch.where(z > 0, 1.0507009873554805 * z, 1.7580993408473766 * torch.expm1(z_neg))
