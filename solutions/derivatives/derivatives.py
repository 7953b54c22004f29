"""Derivatives: of seven activations in closed form, and PReLU, whose slope is learned.

Check your work with `rectify check derivatives.py`.

Here you write NumPy. Every `..._grad` function takes `z`, a float64 array of one dimension or more, and returns a new
array of the same shape: the derivative at each entry of `z`. It leaves `z` as it was, and what it returns is right at
10000 and at -10000, too.

Write each derivative in closed form, as a formula. Answers are compared to 12 decimals, and more closely where sigmoid
and tanh are flat. No finite difference reaches that, nor a constant typed with ten digits: take `math.pi`, `math.sqrt`
and `math.erf`, which are exact. Not allowed: torch's autograd, by whatever name, and torch's own PReLU.

Where a function has a corner, at 0, its derivative is a matter of choice, and no check looks there.
"""

import math

import numpy as np


def relu_grad(z: np.ndarray) -> np.ndarray:
    """Give the derivative of relu(z) = max(z, 0): 1 for positive entries, 0 for negative ones.

    z: any shape. Returns the same shape. At 0 any value is right.

    >>> relu_grad(np.array([-2.0, -0.5, 0.5, 3.0]))
    array([0., 0., 1., 1.])
    """
    ### BEGIN SOLUTION
    return np.where(z > 0, 1.0, 0.0)
    ### END SOLUTION


def leaky_relu_grad(z: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    """Give the derivative of leaky ReLU, which is z for positive z and alpha * z for negative z.

    z: any shape. alpha: any number, above 1 and below 0 too. Returns the same shape as z. At 0 any value is right.

    >>> leaky_relu_grad(np.array([-2.0, 3.0]), alpha=0.2)
    array([0.2, 1. ])
    """
    ### BEGIN SOLUTION
    return np.where(z > 0, 1.0, alpha)
    ### END SOLUTION


def sigmoid_grad(z: np.ndarray) -> np.ndarray:
    """Give the derivative of sigmoid(z) = 1 / (1 + exp(-z)).

    z: any shape: the input of the sigmoid, not its output. Returns the same shape.

    >>> sigmoid_grad(np.array([-2.0, 0.0, 2.0])).round(4)
    array([0.105, 0.25 , 0.105])
    """
    ### BEGIN SOLUTION
    # The derivative is even, so that only exp of something negative is needed, which cannot overflow.
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2
    ### END SOLUTION


def tanh_grad(z: np.ndarray) -> np.ndarray:
    """Give the derivative of tanh(z).

    z: any shape: the input of tanh, not its output. Returns the same shape.

    >>> tanh_grad(np.array([-2.0, 0.0, 2.0])).round(4)
    array([0.0707, 1.    , 0.0707])
    """
    ### BEGIN SOLUTION
    return 1 - np.tanh(z) ** 2
    ### END SOLUTION


def elu_grad(z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """Give the derivative of ELU, which is z for positive z and alpha * (exp(z) - 1) for negative z.

    z: any shape. alpha: any positive number. Returns the same shape as z. At 0 any value is right.

    >>> elu_grad(np.array([-2.0, -0.5, 3.0]), alpha=2.0).round(4)
    array([0.2707, 1.2131, 1.    ])
    """
    ### BEGIN SOLUTION
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0)))
    ### END SOLUTION


def silu_grad(z: np.ndarray) -> np.ndarray:
    """Give the derivative of silu(z) = z * sigmoid(z), sigmoid(z) = 1 / (1 + exp(-z)).

    z: any shape. Returns the same shape.

    >>> silu_grad(np.array([-2.0, 0.0, 2.0])).round(4)
    array([-0.0908,  0.5   ,  1.0908])
    """
    ### BEGIN SOLUTION
    e = np.exp(-np.abs(z))
    s = np.where(z > 0, 1.0, e) / (1 + e)
    return s * (1 + z * (1 - s))
    ### END SOLUTION


def gelu_grad(z: np.ndarray) -> np.ndarray:
    """Give the derivative of the exact gelu(z) = z * Phi(z), Phi(z) = (1 + erf(z / sqrt(2))) / 2.

    NumPy has no erf: `np.vectorize(math.erf)` applies the one of `math` to each entry; `scipy.special.erf` works too.
    z: any shape. Returns the same shape.

    >>> gelu_grad(np.array([-2.0, 0.0, 2.0])).round(4)
    array([-0.0852,  0.5   ,  1.0852])
    """
    ### BEGIN SOLUTION
    share = 0.5 * np.vectorize(math.erfc, otypes=[float])(-z / math.sqrt(2))
    density = np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi)
    return share + z * density
    ### END SOLUTION


class PReLU:
    """A leaky ReLU that learns its slope: x for positive entries, alpha * x for negative ones, one alpha for all.

    alpha, a number, is kept in the attribute `alpha`. Whoever trains the layer sets it anew: `forward` and `backward`
    use what it is when they are called, and do not change it. `backward` leaves the loss's gradient with regard to it
    in the attribute `grad_alpha`. Instances know nothing of one another.

    >>> layer = PReLU(alpha=0.1)
    >>> x = np.array([[-2.0, 3.0], [-4.0, 5.0]])
    >>> layer.forward(x)
    array([[-0.2,  3. ],
           [-0.4,  5. ]])
    >>> layer.backward(x, np.array([[1.0, 1.0], [0.5, 2.0]]))
    array([[0.1 , 1.  ],
           [0.05, 2.  ]])
    >>> float(layer.grad_alpha)
    -4.0
    """

    def __init__(self, alpha: float = 0.25) -> None:
        """Keep alpha, any number: above 1 and below 0 too."""
        ### BEGIN SOLUTION
        self.alpha = alpha
        self.grad_alpha = 0.0
        ### END SOLUTION

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Return the output for x, a float64 array of one dimension or more, in a new array of the same shape."""
        ### BEGIN SOLUTION
        return np.where(x > 0, x, self.alpha * x)
        ### END SOLUTION

    def backward(self, x: np.ndarray, grad_output: np.ndarray) -> np.ndarray:
        """Return the loss's gradient with regard to x, and set `grad_alpha` to the one with regard to alpha.

        x: the input, any shape. grad_output: the loss's gradient with regard to what `forward(x)` returns, same shape.
        Returns a new array of the same shape; for entries at 0 any gradient is right. `grad_alpha` becomes one number,
        a float: alpha takes part in every entry, so it is a sum over all of them. It is set anew in each call, not
        added to. Both arguments stay as they are, and `forward` need not have been called before.
        """
        ### BEGIN SOLUTION
        self.grad_alpha = float(np.sum(grad_output * np.minimum(x, 0)))
        return grad_output * np.where(x > 0, 1.0, self.alpha)
        ### END SOLUTION
