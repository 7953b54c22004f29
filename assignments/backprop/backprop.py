"""Backpropagation by hand: a network of 2 inputs, 4 hidden units and 1 output learns XOR.

Check your work with `rectify check backprop.py`.

Here you write NumPy, in float64, for a batch of n points. `params` is a dict of four arrays:

    W1 (2, 4)    b1 (4,)    W2 (4, 1)    b2 (1,)

The network is Z1 = X W1 + b1, A1 = activation(Z1), Z2 = A1 W2 + b2, A2 = sigmoid(Z2). X is (n, 2), Z1 and A1 are
(n, 4), Z2 and A2 are (n, 1), and A2 is the output. The activation of the hidden units goes by its name: "tanh",
"sigmoid" or "relu" (at 0 any gradient of it is right). The output always has the sigmoid.

The loss is the mean squared error, mean((A2 - y)**2) over the n points, where y is (n, 1). There is no factor 1/2.

Not allowed: autograd, by whatever name, and models that train themselves. The gradients are compared to 12 decimals, so
that no finite difference will do.
"""

from typing import Any

import numpy as np

#: The four points of XOR: 1 where exactly one of the two inputs is 1.
XOR_X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_Y = np.array([[0.0], [1.0], [1.0], [0.0]])


def forward(
    params: dict[str, np.ndarray],
    X: np.ndarray,
    activation: str = "tanh",
) -> tuple[np.ndarray, dict[str, Any]]:
    """Run the network on a batch, and keep what the backward pass needs.

    params: see above. X: (n, 2), float64. activation: "tanh", "sigmoid" or "relu", that of the hidden units.
    Returns (output, cache): the output A2, (n, 1), and a dict with the arrays "X" (n, 2), "Z1" (n, 4), "A1" (n, 4),
    "Z2" (n, 1), "A2" (n, 1) and the name "activation". More may be in it. params and X are not changed. The output is
    right, and no nan, where Z2 is 1000 or -1000, too.

    >>> params = {"W1": np.array([[1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]]), "b1": np.array([0.0, -1.0, 0.0, 0.0]),
    ...           "W2": np.array([[6.0], [-12.0], [0.0], [0.0]]), "b2": np.array([-3.0])}
    >>> output, cache = forward(params, XOR_X, "relu")
    >>> output.round(4).tolist()
    [[0.0474], [0.9526], [0.9526], [0.0474]]
    >>> cache["Z1"][3].tolist()
    [2.0, 1.0, 0.0, 0.0]
    """
    raise NotImplementedError


def backward(params: dict[str, np.ndarray], cache: dict[str, Any], y: np.ndarray) -> dict[str, np.ndarray]:
    """Give the gradient of the loss, mean((A2 - y)**2), with regard to each entry of params.

    params: see above. cache: what forward returned for a batch; what forward's docstring names is in it, and you cannot
    count on more. y: (n, 1), float64. Returns a dict with the keys "W1", "b1", "W2", "b2", and under each an array of
    the shape that it has in params: (2, 4), (4,), (4, 1), (1,). params and cache are not changed.

    >>> params = {"W1": np.array([[1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]]), "b1": np.array([0.0, -1.0, 0.0, 0.0]),
    ...           "W2": np.array([[6.0], [-12.0], [0.0], [0.0]]), "b2": np.array([-3.0])}
    >>> _, cache = forward(params, np.array([[1.0, 1.0]]), "relu")
    >>> gradients = backward(params, cache, np.array([[1.0]]))
    >>> {name: gradients[name].round(4).tolist() for name in ("W2", "b2")}
    {'W2': [[-0.1721], [-0.0861], [0.0], [0.0]], 'b2': [-0.0861]}
    """
    raise NotImplementedError


def train(activation: str, epochs: int, learning_rate: float, seed: int) -> list[float]:
    """Train a new network on the four points of XOR, and return the loss of every epoch.

    Start as follows, so that a seed belongs to one start: rng = np.random.default_rng(seed); then W1 is
    rng.standard_normal((2, 4)), and after it W2 is rng.standard_normal((4, 1)); the biases are 0. One epoch is one step
    of plain gradient descent on all four points at once: every entry of params less learning_rate times its gradient.
    Returns a list of `epochs` floats. Each is the loss before its epoch's step, so that the first is the loss of the
    starting weights. The same seed gives the same losses, another seed others.

    A loss below 0.05 means that all four points are on the right side of 0.5. With 500 epochs nearly every seed gets
    there with "tanh" at a learning rate of 2.0, and with "sigmoid" at 4.0; with "relu" at 1.0 more than half of them.

    >>> [round(loss, 4) for loss in train("tanh", epochs=3, learning_rate=2.0, seed=1)]
    [0.24, 0.2354, 0.2323]
    >>> losses = train("tanh", epochs=500, learning_rate=2.0, seed=1)
    >>> len(losses)
    500
    >>> losses[-1] < 0.05 < losses[0]
    True
    """
    raise NotImplementedError


def epochs_to(losses: list[float], threshold: float) -> int | None:
    """Say after how many epochs the loss is at or below the threshold for the first time.

    losses: a list as train returns it, whose first entry is the loss after 0 epochs. It may rise again later.
    Returns the number of epochs, or None where no loss is at or below the threshold. The list is not changed.

    >>> epochs_to([0.3, 0.2, 0.1, 0.15], 0.2)
    1
    >>> print(epochs_to([0.3, 0.2, 0.1, 0.15], 0.05))
    None
    """
    raise NotImplementedError
