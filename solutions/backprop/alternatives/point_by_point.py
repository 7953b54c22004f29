"""Loops over points and units, plain Python numbers inside, arrays at the ends."""

import math

import numpy as np


def sig(t):
    if t >= 0:
        return 1 / (1 + math.exp(-t))
    e = math.exp(t)
    return e / (1 + e)


def act(name, t):
    return {"tanh": math.tanh, "sigmoid": sig, "relu": lambda v: max(v, 0.0)}[name](t)


def act_slope(name, t):
    if name == "tanh":
        return 1 - math.tanh(t) ** 2
    if name == "sigmoid":
        return sig(t) * (1 - sig(t))
    return 1.0 if t > 0 else 0.0


def forward(params, X, activation="tanh"):
    n = len(X)
    Z1, A1, Z2, A2 = np.zeros((n, 4)), np.zeros((n, 4)), np.zeros((n, 1)), np.zeros((n, 1))
    for i in range(n):
        for j in range(4):
            Z1[i, j] = X[i, 0] * params["W1"][0, j] + X[i, 1] * params["W1"][1, j] + params["b1"][j]
            A1[i, j] = act(activation, Z1[i, j])
        Z2[i, 0] = sum(A1[i, j] * params["W2"][j, 0] for j in range(4)) + params["b2"][0]
        A2[i, 0] = sig(Z2[i, 0])
    return A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "activation": activation}


def backward(params, cache, y):
    n = len(y)
    grads = {name: np.zeros_like(params[name]) for name in ["W1", "b1", "W2", "b2"]}
    for i in range(n):
        a = cache["A2"][i, 0]
        delta = 2 * (a - y[i, 0]) / n * a * (1 - a)
        grads["b2"][0] += delta
        for j in range(4):
            grads["W2"][j, 0] += delta * cache["A1"][i, j]
            back = delta * params["W2"][j, 0] * act_slope(cache["activation"], cache["Z1"][i, j])
            grads["b1"][j] += back
            for k in range(2):
                grads["W1"][k, j] += back * cache["X"][i, k]
    return grads


def train(activation, epochs, learning_rate, seed):
    rng = np.random.default_rng(seed)
    p = {"W1": rng.normal(size=(2, 4)), "b1": np.zeros((4,)), "W2": rng.normal(size=(4, 1)), "b2": np.zeros((1,))}
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
    y = np.array([[0], [1], [1], [0]], dtype=float)
    losses = []
    while len(losses) < epochs:
        z1 = X @ p["W1"] + p["b1"]
        a1 = np.tanh(z1) if activation == "tanh" else np.maximum(z1, 0) if activation == "relu" else 1 / (1 + np.exp(-z1))
        a2 = 1 / (1 + np.exp(-(a1 @ p["W2"] + p["b2"])))
        losses.append(((a2 - y) ** 2).mean())
        cache = {"X": X, "Z1": z1, "A1": a1, "Z2": None, "A2": a2, "activation": activation}
        g = backward(p, cache, y)
        for k in p:
            p[k] -= learning_rate * g[k]
    return losses


def epochs_to(losses, threshold):
    reached = [k for k, value in enumerate(losses) if value <= threshold]
    return min(reached) if reached else None
