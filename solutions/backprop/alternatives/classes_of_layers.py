"""Layers as objects; expit from SciPy's logistic, written with logaddexp; einsum."""

import numpy as np


def logistic(z):
    return np.exp(-np.logaddexp(0, -z))


class Hidden:
    functions = {"tanh": np.tanh, "sigmoid": logistic, "relu": lambda z: z * (z > 0)}
    slopes = {
        "tanh": lambda z: 1 / np.cosh(np.clip(z, -300, 300)) ** 2,
        "sigmoid": lambda z: logistic(z) * logistic(-z),
        "relu": lambda z: np.where(z > 0, 1.0, 0.0),
    }

    def __init__(self, name):
        self.name = name

    def __call__(self, z):
        return self.functions[self.name](z)

    def slope(self, z):
        return self.slopes[self.name](z)


def forward(params, X, activation="tanh"):
    cache = dict(X=X, activation=activation)
    cache["Z1"] = np.einsum("ni,ih->nh", X, params["W1"]) + params["b1"]
    cache["A1"] = Hidden(activation)(cache["Z1"])
    cache["Z2"] = np.einsum("nh,ho->no", cache["A1"], params["W2"]) + params["b2"]
    cache["A2"] = logistic(cache["Z2"])
    cache["extra"] = "anything"
    return cache["A2"], cache


def backward(params, cache, y):
    n = y.shape[0]
    d2 = (cache["A2"] - y) * (2.0 / n) * cache["A2"] * (1.0 - cache["A2"])
    d1 = np.outer(d2[:, 0], params["W2"][:, 0]) * Hidden(cache["activation"]).slope(cache["Z1"])
    return {
        "b2": np.array([d2.sum()]),
        "b1": np.einsum("nh->h", d1),
        "W2": np.dot(cache["A1"].T, d2),
        "W1": np.dot(cache["X"].T, d1),
    }


def train(activation, epochs, learning_rate, seed):
    X = np.array([(a, b) for a in (0.0, 1.0) for b in (0.0, 1.0)])
    y = (X.sum(axis=1, keepdims=True) == 1).astype(float)
    generator = np.random.default_rng(seed)
    draws = generator.normal(0, 1, 12)
    params = {"W2": draws[8:].reshape(4, 1), "W1": draws[:8].reshape(2, 4), "b1": np.zeros(4), "b2": np.zeros(1)}
    history = []
    for epoch in range(epochs):
        out, cache = forward(params, X, activation)
        history.append(np.mean(np.square(out - y)))
        for name, gradient in backward(params, cache, y).items():
            params[name] = params[name] - learning_rate * gradient
    return history


def epochs_to(losses, threshold):
    for i in range(len(losses)):
        if losses[i] <= threshold:
            return i
    return None
