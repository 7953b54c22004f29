"""A masked sigmoid; derivatives from the outputs; in-place updates of the network's own arrays."""

import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.empty_like(z)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out


def activate(z, name):
    if name == "tanh":
        return 2 * sigmoid(2 * z) - 1
    if name == "sigmoid":
        return sigmoid(z)
    return np.where(z < 0, 0, z)


def forward(params, X, activation="tanh"):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    Z1 = np.dot(X, W1) + b1.reshape(1, -1)
    A1 = activate(Z1, activation)
    Z2 = np.matmul(A1, W2) + b2
    A2 = sigmoid(Z2)
    return A2, {"A2": A2, "Z2": Z2, "A1": A1, "Z1": Z1, "X": X.copy(), "activation": activation}


def backward(params, cache, y):
    A1, A2 = cache["A1"], cache["A2"]
    dA2 = 2 * (A2 - y) / y.size
    dZ2 = dA2 * A2 * (1 - A2)
    dA1 = dZ2 @ params["W2"].T
    if cache["activation"] == "tanh":
        dZ1 = dA1 * (1 - A1) * (1 + A1)
    elif cache["activation"] == "sigmoid":
        dZ1 = dA1 * A1 * (1 - A1)
    else:
        dZ1 = dA1.copy()
        dZ1[cache["Z1"] < 0] = 0
    ones = np.ones(len(y))
    return dict(W1=cache["X"].T @ dZ1, b1=ones @ dZ1, W2=A1.T @ dZ2, b2=ones @ dZ2)


def train(activation, epochs, learning_rate, seed):
    rng = np.random.default_rng(seed=seed)
    params = dict(W1=rng.standard_normal((2, 4)), b1=np.zeros(4), W2=rng.standard_normal((4, 1)), b2=np.zeros(1))
    X, y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
    losses = np.empty(epochs)
    for e in range(epochs):
        output, cache = forward(params, X, activation)
        losses[e] = ((output - y) ** 2).sum() / 4
        grads = backward(params, cache, y)
        for k, g in grads.items():
            params[k] -= learning_rate * g
    return losses.tolist()


def epochs_to(losses, threshold):
    below = np.asarray(losses) <= threshold
    return int(np.argmax(below)) if below.any() else None
