"""Biases as one more row: a network of two matrices."""
import numpy as np
def one(M): return np.hstack([M, np.ones((M.shape[0], 1))])
def glue(params, i): return np.vstack([params[f"W{i}"], params[f"b{i}"]])
def sigma(z):
    out = np.empty_like(z, dtype=np.float64)
    pos = z >= 0
    out[pos] = 1 / (1 + np.exp(-z[pos]))
    e = np.exp(z[~pos])
    out[~pos] = e / (1 + e)
    return out
acts = dict(tanh=(np.tanh, lambda a: 1 - a * a), sigmoid=(sigma, lambda a: a * (1 - a)), relu=(lambda z: (z + np.abs(z)) / 2, lambda a: (a > 0).astype(float)))
def forward(params, X, activation="tanh"):
    Z1 = one(X) @ glue(params, 1)
    A1 = acts[activation][0](Z1)
    Z2 = one(A1) @ glue(params, 2)
    A2 = sigma(Z2)
    cache = {}
    for name in "X Z1 A1 Z2 A2 activation".split():
        cache[name] = locals()[name]
    cache["helper"] = sigma
    return A2, cache
def backward(params, cache, y):
    X, A1, A2 = cache["X"], cache["A1"], cache["A2"]
    D2 = 2 / len(y) * (A2 - y) * A2 * (1 - A2)
    G2 = one(A1).T @ D2
    D1 = D2 @ params["W2"].T * acts[cache["activation"]][1](A1)
    G1 = one(X).T @ D1
    return {"W1": G1[:-1], "b1": G1[-1], "W2": G2[:-1], "b2": G2[-1]}
def train(activation, epochs, learning_rate, seed):
    draws = np.random.default_rng(seed).standard_normal(12)
    params = {"W1": draws[:8].reshape(2, 4), "b1": np.zeros(4), "W2": draws[8:].reshape(4, 1), "b2": np.zeros(1)}
    X = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    def go(params, left):
        while left:
            out, cache = forward(params, X, activation)
            yield float(np.mean((out - y) ** 2))
            grads = backward(params, cache, y)
            params = {k: v - learning_rate * grads[k] for k, v in params.items()}
            left -= 1
    return [*go(params, epochs)]
def epochs_to(losses, threshold):
    below = [loss <= threshold for loss in losses]
    return below.index(True) if True in below else None
