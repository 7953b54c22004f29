"""Style: one class whose instances are called, configured by keyword; the answers are its instances and methods."""

import torch


class Squash:
    """low + (high - low) / (1 + e^(-steepness x)), through a logarithm that cannot overflow."""

    def __init__(self, *, low: float, high: float, steepness: float = 1.0) -> None:
        self.low, self.high, self.steepness = low, high, steepness

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        log_share = -self.bend(-self.steepness * x)
        return torch.add(log_share.exp() * (self.high - self.low), self.low)

    @staticmethod
    def bend(x: torch.Tensor, beta: float = 1.0) -> torch.Tensor:
        zero = torch.zeros((), dtype=x.dtype, device=x.device)
        return torch.logaddexp(zero, torch.mul(x, beta)) * (1 / beta)

    @classmethod
    def share(cls, x: torch.Tensor, dim: int = -1) -> torch.Tensor:
        lowered = torch.sub(x, torch.logsumexp(input=x, dim=(dim,), keepdim=True))
        return torch.exp(input=lowered)


sigmoid = Squash(low=0.0, high=1.0)
tanh = Squash(low=-1.0, high=1.0, steepness=2.0)
softplus = Squash.bend
softmax = Squash.share
