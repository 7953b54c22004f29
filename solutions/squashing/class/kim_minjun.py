import torch


class StableSigmoid(torch.autograd.Function):
    """s = 1/(1+e^-x), ds/dx = s(1-s). The backward pass never sees the exponential."""

    @staticmethod
    def forward(ctx, x):
        s = 1 / (1 + torch.exp(-x))
        ctx.save_for_backward(s)
        return s

    @staticmethod
    def backward(ctx, upstream):
        s, = ctx.saved_tensors
        return upstream * s * (1 - s)


sigmoid = StableSigmoid.apply


def tanh(x):
    return 2 * sigmoid(2 * x) - 1


class StableSoftplus(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        z = beta * x
        ctx.save_for_backward(z)
        return (torch.relu(z) + torch.log1p(torch.exp(-z.abs()))) / beta

    @staticmethod
    def backward(ctx, upstream):
        z, = ctx.saved_tensors
        return upstream / (1 + torch.exp(-z)), None


def softplus(x, beta=1.0):
    return StableSoftplus.apply(x, beta)


def softmax(x, dim=-1):
    m, _ = x.max(dim, keepdim=True)
    num = torch.exp(x - m)
    return num / num.sum(dim, keepdim=True)
