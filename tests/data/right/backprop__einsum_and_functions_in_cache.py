import numpy as np
from scipy.special import expit
F = {"tanh": np.tanh, "sigmoid": expit, "relu": lambda z: z.clip(min=0)}
D = {"tanh": lambda z: 1 / np.cosh(z.clip(-300, 300)) ** 2, "sigmoid": lambda z: expit(z) * expit(-z), "relu": lambda z: np.heaviside(z, 0.5)}
def forward(params, X, activation="tanh"):
    Z1 = np.einsum("ni,ih->nh", X, params["W1"]) + params["b1"]
    A1 = F[activation](Z1)
    Z2 = np.einsum("nh,ho->no", A1, params["W2"]) + params["b2"]
    A2 = expit(Z2)
    return A2, dict(X=X, Z1=Z1, A1=A1, Z2=Z2, A2=A2, activation=activation, slope=D[activation], params=params)
def backward(params, cache, y):
    d2 = 2 * (cache["A2"] - y) * expit(cache["Z2"]) * expit(-cache["Z2"]) / y.size
    d1 = np.einsum("no,ho,nh->nh", d2, params["W2"], D[cache["activation"]](cache["Z1"]))
    return {"W1": np.einsum("ni,nh->ih", cache["X"], d1), "b1": np.einsum("nh->h", d1),
            "W2": np.einsum("nh,no->ho", cache["A1"], d2), "b2": np.einsum("no->o", d2)}
def train(activation, epochs, learning_rate, seed):
    X = np.array([(a, b) for a in (0.0, 1.0) for b in (0.0, 1.0)])
    y = np.logical_xor(X[:, :1], X[:, 1:]).astype(float)
    rng = np.random.default_rng(seed)
    params = {"b2": np.zeros(1), "W1": rng.normal(0, 1, (2, 4)), "b1": np.zeros((4,)), "W2": rng.normal(0, 1, (4, 1))}
    losses = np.empty(epochs)
    for t in range(epochs):
        out, cache = forward(params, X, activation)
        losses[t] = np.mean((out - y) ** 2)
        for k, g in backward(params, cache, y).items():
            params[k] -= learning_rate * g
    return list(losses)
def epochs_to(losses, threshold):
    hits = np.flatnonzero(np.asarray(losses) <= threshold)
    return hits[0] if hits.size else None
