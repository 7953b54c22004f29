"""`backward` writes into the caller's `grad_output`. Others may need it: make a new array."""

import numpy as np


class PReLU:
    def __init__(self, alpha: float = 0.25) -> None:
        self.alpha = alpha
        self.grad_alpha = 0.0

    def forward(self, x: np.ndarray) -> np.ndarray:
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x: np.ndarray, grad_output: np.ndarray) -> np.ndarray:
        total = float(np.sum(grad_output * np.minimum(x, 0)))
        grad_output[x < 0] *= self.alpha
        self.grad_alpha = total
        return grad_output
