"""Your `grad_alpha` grows from call to call. `backward` answers for its own batch: set it anew."""

import numpy as np


class PReLU:
    def __init__(self, alpha: float = 0.25) -> None:
        self.alpha = alpha
        self.grad_alpha = 0.0

    def forward(self, x: np.ndarray) -> np.ndarray:
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x: np.ndarray, grad_output: np.ndarray) -> np.ndarray:
        self.grad_alpha += float(np.sum(grad_output * np.minimum(x, 0)))
        return grad_output * np.where(x > 0, 1.0, self.alpha)
