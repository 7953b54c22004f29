"""The derivative by a step into the complex plane: exact to the last digit, no difference taken."""
import numpy as np
def sig(z):
    z = np.clip(z.real, -500, 500) + 1j * z.imag
    return 1 / (1 + np.exp(-z))
def run(p, X, act):
    Z1 = X @ p["W1"] + p["b1"]
    if act == "relu": A1 = np.where(Z1.real > 0, Z1, 0)
    elif act == "tanh": A1 = np.tanh(Z1)
    else: A1 = sig(Z1)
    Z2 = A1 @ p["W2"] + p["b2"]
    return Z1, A1, Z2, sig(Z2)
def forward(params, X, activation="tanh"):
    Z1, A1, Z2, A2 = (v.real for v in run({k: v.astype(complex) for k, v in params.items()}, X, activation))
    return A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "activation": activation}
def backward(params, cache, y):
    grads = {}
    for name in params:
        grads[name] = np.zeros(params[name].shape)
        for index in np.ndindex(params[name].shape):
            p = {k: v.astype(complex) for k, v in params.items()}
            p[name][index] += 1e-30j
            out = run(p, cache["X"], cache["activation"])[-1]
            grads[name][index] = np.mean((out - y) ** 2).imag / 1e-30
    return grads
def train(activation, epochs, learning_rate, seed):
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]); Y = np.array([[0.0], [1.0], [1.0], [0.0]])
    g = np.random.default_rng(seed)
    p = dict(W1=g.standard_normal((2, 4)), b1=np.zeros(4), W2=g.standard_normal((4, 1)), b2=np.zeros(1))
    L = []
    for e in range(epochs):
        o, c = forward(p, X, activation)
        L += [float(np.mean((Y - o) ** 2))]
        d = backward(p, c, Y)
        p = {k: p[k] - learning_rate * d[k] for k in p}
    return L
def epochs_to(losses, threshold):
    for epoch, loss in enumerate(losses):
        if loss <= threshold:
            return epoch
