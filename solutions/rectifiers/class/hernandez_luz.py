import torch


class Rectifier:
    """Base class. Subclasses say what happens with negative numbers."""

    def negative(self, x):
        raise NotImplementedError

    def __call__(self, x, *args, **kwargs):
        positive_part = x.clamp(min=0.0)
        negative_part = x.clamp(max=0.0)
        return positive_part + self.negative(negative_part, *args, **kwargs)


class ReLU(Rectifier):
    def negative(self, x):
        return 0 * x


class LeakyReLU(Rectifier):
    def negative(self, x, negative_slope=0.01):
        return negative_slope * x


class PReLU(Rectifier):
    def negative(self, x, weight):
        if weight.numel() == 1:
            return x * weight.reshape(())
        return x * weight.reshape((1, weight.numel()) + (1,) * (x.dim() - 2))


class RReLU(Rectifier):
    def negative(self, x, lower=1 / 8, upper=1 / 3, training=False):
        if training:
            return x * torch.empty_like(x).uniform_(lower, upper)
        return x * (lower + upper) / 2


class ELU(Rectifier):
    def negative(self, x, alpha=1.0):
        return alpha * x.expm1()


relu = ReLU()
leaky_relu = LeakyReLU()
prelu = PReLU()
rrelu = RReLU()
elu = ELU()


def selu(x):
    return 1.0507009873554805 * elu(x, alpha=1.6732632423543772)
