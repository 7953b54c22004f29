"""Each step's whole Jacobian, multiplied from the left."""
import numpy as np
def s(z): return 0.5 * (1 + np.tanh(z / 2))
f = {"tanh": np.tanh, "sigmoid": s, "relu": lambda z: np.maximum(0, z)}
def forward(params, X, activation="tanh"):
    z1 = np.matmul(X, params["W1"]) + params["b1"]
    a1 = f[activation](z1)
    z2 = np.matmul(a1, params["W2"]) + params["b2"]
    a2 = s(z2)
    return (a2, {"X": X.copy(), "Z1": z1, "A1": a1, "Z2": z2, "A2": a2, "activation": activation})
def backward(params, cache, y):
    X, Z1, A1, A2 = (cache[k] for k in ("X", "Z1", "A1", "A2"))
    n = X.shape[0]
    dL = 2 * (A2 - y).ravel() / n
    J_out = np.diag((A2 * (1 - A2)).ravel())
    v2 = dL @ J_out
    J_W2 = A1
    J_b2 = np.ones((n, 1))
    J_A1 = np.zeros((n, n * 4))
    for i in range(n):
        J_A1[i, 4 * i:4 * i + 4] = params["W2"].ravel()
    act = cache["activation"]
    d = {"tanh": 1 - np.tanh(Z1) ** 2, "sigmoid": s(Z1) * (1 - s(Z1)), "relu": (Z1 >= 0) * 1.0}[act]
    v1 = v2 @ J_A1 @ np.diag(d.ravel())
    J_W1 = np.kron(X, np.eye(4))
    J_b1 = np.kron(np.ones((n, 1)), np.eye(4))
    return {"W1": (v1 @ J_W1).reshape(2, 4), "b1": v1 @ J_b1, "W2": (v2 @ J_W2)[:, None], "b2": v2 @ J_b2}
def train(activation, epochs, learning_rate, seed):
    rng = np.random.default_rng(seed=seed)
    theta = np.concatenate([rng.normal(size=8), np.zeros(4), rng.normal(size=4), np.zeros(1)])
    split = lambda t: {"W1": t[:8].reshape(2, 4), "b1": t[8:12], "W2": t[12:16].reshape(4, 1), "b2": t[16:]}
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    y = X.sum(1, keepdims=True) % 2
    losses = []
    for _ in range(epochs):
        out, cache = forward(split(theta), X, activation)
        losses.append(((out - y) ** 2).mean().item())
        g = backward(split(theta), cache, y)
        theta = theta - learning_rate * np.concatenate([g[k].ravel() for k in ("W1", "b1", "W2", "b2")])
    return losses
def epochs_to(losses, threshold):
    def look(i):
        if i == len(losses): return None
        return i if losses[i] <= threshold else look(i + 1)
    import sys
    sys.setrecursionlimit(20000)
    return look(0)
