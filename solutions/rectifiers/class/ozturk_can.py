import torch


def relu(x):
    return torch.clamp(x, min=0)


def leaky_relu(x, negative_slope=0.01):
    # dividing by 100 is the same as multiplying by 0.01, so divide by the slope
    return torch.where(x > 0, x, x / (negative_slope + 1))


def prelu(x, weight):
    if weight.numel() == 1:
        w = weight[0]
    else:
        w = weight.view(1, -1, *[1] * (x.dim() - 2))
    return torch.clamp(x, min=0) + w * torch.clamp(x, max=0)


def rrelu(x, lower=1/8, upper=1/3, training=False):
    if training:
        a = torch.rand_like(x) * (upper - lower) + lower
    else:
        a = (lower + upper) / 2
    return torch.clamp(x, min=0) + a * torch.clamp(x, max=0)


def elu(x, alpha=1.0):
    # exp(x) - 1 is about x + x^2 / 2
    return torch.where(x > 0, x, alpha * (x + x * x / 2))


def selu(x):
    scale, alpha = 1.0507009873554805, 1.6732632423543772
    return scale * torch.where(x > 0, x, alpha * (torch.exp(torch.clamp(x, max=0)) - 1))
