"""Your alpha belongs to the class, so that all instances share it. Keep it in `self`."""

import numpy as np


class PReLU:
    alpha = 0.25
    grad_alpha = 0.0

    def __init__(self, alpha: float = 0.25) -> None:
        PReLU.alpha = alpha

    def forward(self, x: np.ndarray) -> np.ndarray:
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x: np.ndarray, grad_output: np.ndarray) -> np.ndarray:
        self.grad_alpha = float(np.sum(grad_output * np.minimum(x, 0)))
        return grad_output * np.where(x > 0, 1.0, self.alpha)
