# jax refugee: pytrees as tuples, vmap by np.vectorize-free broadcasting, tagged closures (vjp style)
import numpy as np
from functools import reduce, partial
from itertools import count, islice
XOR_X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_Y = np.array([[0.0], [1.0], [1.0], [0.0]])
def logistic(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))
def affine(x, W, b):
    return x @ W + b, lambda g: (g @ W.T, x.T @ g, g.sum(0))
def nonlin(name):
    def apply(z):
        if name == "tanh":
            a = np.tanh(z); return a, lambda g: g * (1 + a) * (1 - a)
        if name == "sigmoid":
            a = logistic(z); return a, lambda g: g * a * logistic(-z)
        a = np.where(z > 0, z, 0); return a, lambda g: np.where(z > 0, g, 0)
    return apply
def forward(params, X, activation="tanh"):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    Z1, _ = affine(X, W1, b1)
    A1, _ = nonlin(activation)(Z1)
    Z2, _ = affine(A1, W2, b2)
    A2, _ = nonlin("sigmoid")(Z2)
    return A2, dict(X=X, Z1=Z1, A1=A1, Z2=Z2, A2=A2, activation=activation)
def backward(params, cache, y):
    W1, b1, W2, b2 = (params[k] for k in ("W1", "b1", "W2", "b2"))
    _, pull1 = affine(cache["X"], W1, b1)
    _, pulla = nonlin(cache["activation"])(cache["Z1"])
    _, pull2 = affine(cache["A1"], W2, b2)
    _, pulls = nonlin("sigmoid")(cache["Z2"])
    g, dW2, db2 = pull2(pulls(2 * (cache["A2"] - y) / y.size))
    _, dW1, db1 = pull1(pulla(g))
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
def train(activation, epochs, learning_rate, seed):
    rng = np.random.default_rng(seed)
    start = dict(zip(("W1", "W2"), (rng.standard_normal(s) for s in ((2, 4), (4, 1)))), b1=np.zeros(4), b2=np.zeros(1))
    def states():
        p = start
        while True:
            out, cache = forward(p, XOR_X, activation)
            yield np.square(out - XOR_Y).mean()
            grads = backward(p, cache, XOR_Y)
            p = {k: v - learning_rate * grads[k] for k, v in p.items()}
    return list(map(float, islice(states(), epochs)))
def epochs_to(losses, threshold):
    hit = np.flatnonzero(np.asarray(losses, dtype=float) <= threshold)
    return int(hit[0]) if hit.size else None
