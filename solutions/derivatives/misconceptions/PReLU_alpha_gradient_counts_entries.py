"""You add up `grad_output` over the negative entries. Each also brings a factor: the derivative of alpha * x with
regard to alpha, which is x."""

import numpy as np


class PReLU:
    def __init__(self, alpha: float = 0.25) -> None:
        self.alpha = alpha
        self.grad_alpha = 0.0

    def forward(self, x: np.ndarray) -> np.ndarray:
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x: np.ndarray, grad_output: np.ndarray) -> np.ndarray:
        self.grad_alpha = float(np.sum(grad_output * (x < 0)))
        return grad_output * np.where(x > 0, 1.0, self.alpha)
