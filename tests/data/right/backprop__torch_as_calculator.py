"""Torch as a calculator: no gradient of its, only its products."""
import numpy as np
import torch
def _f(name, z):
    return torch.tanh(z) if name == "tanh" else torch.sigmoid(z) if name == "sigmoid" else z.clamp(min=0)
@torch.no_grad()
def forward(params, X, activation="tanh"):
    t = {k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in params.items()}
    x = torch.from_numpy(np.ascontiguousarray(X))
    z1 = x @ t["W1"] + t["b1"]; a1 = _f(activation, z1); z2 = a1 @ t["W2"] + t["b2"]; a2 = torch.sigmoid(z2)
    return a2.numpy(), {"X": X, "Z1": z1.numpy(), "A1": a1.numpy(), "Z2": z2.numpy(), "A2": a2.numpy(), "activation": activation}
@torch.no_grad()
def backward(params, cache, y):
    t = {k: torch.as_tensor(v) for k, v in cache.items() if k != "activation"}
    w2, y = torch.as_tensor(params["W2"]), torch.as_tensor(y)
    d2 = 2 * (t["A2"] - y) * t["A2"] * (1 - t["A2"]) / len(y)
    a = t["A1"]
    s = {"tanh": 1 - a * a, "sigmoid": a * (1 - a), "relu": (a > 0).double()}[cache["activation"]]
    d1 = (d2 @ w2.T) * s
    return {"W1": (t["X"].T @ d1).numpy(), "b1": d1.sum(0).numpy(), "W2": (a.T @ d2).numpy(), "b2": d2.sum(0).numpy()}
def train(activation, epochs, learning_rate, seed):
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]); Y = np.array([[0.0], [1.0], [1.0], [0.0]])
    g = np.random.default_rng(seed)
    p = dict(W1=g.normal(loc=0, scale=1, size=(2, 4)), b1=np.zeros(4), W2=g.normal(loc=0, scale=1, size=(4, 1)), b2=np.zeros(1))
    L = []
    for e in range(epochs):
        o, c = forward(p, X, activation)
        L.append(float(np.mean((Y - o) ** 2)))
        d = backward(p, c, Y)
        p = {k: p[k] - learning_rate * d[k] for k in p}
    return L
def epochs_to(losses, threshold):
    from itertools import count, takewhile
    n = sum(1 for _ in takewhile(lambda l: l > threshold, losses))
    return n if n < len(losses) else None
