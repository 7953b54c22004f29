"""`backward` changes alpha. It only leaves the gradient in `grad_alpha`: the step is training's, with a learning
rate of its own."""

import numpy as np


class PReLU:
    def __init__(self, alpha: float = 0.25) -> None:
        self.alpha = alpha
        self.grad_alpha = 0.0

    def forward(self, x: np.ndarray) -> np.ndarray:
        return np.where(x > 0, x, self.alpha * x)

    def backward(self, x: np.ndarray, grad_output: np.ndarray) -> np.ndarray:
        slope = self.alpha
        self.grad_alpha = float(np.sum(grad_output * np.minimum(x, 0)))
        self.alpha -= 0.01 * self.grad_alpha
        return grad_output * np.where(x > 0, 1.0, slope)
