# Week 5 -- my notes
import random, warnings
import numpy as np
import torch
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
random.seed(0); np.random.seed(0); torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
np.set_printoptions(precision=3, suppress=True)
np.seterr(over="raise", invalid="raise")
print("numpy", np.__version__)

XOR_X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_Y = np.array([[0.0], [1.0], [1.0], [0.0]])

def sigmoid(z):
    z = np.clip(z, -700, 700)
    return 1 / (1 + np.exp(-z))

def forward(params, X, activation="tanh"):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z1 = X @ W1 + b1
    if activation == "tanh":
        A1 = np.tanh(Z1)
    elif activation == "sigmoid":
        A1 = sigmoid(Z1)
    elif activation == "relu":
        A1 = np.maximum(0, Z1)
    else:
        raise ValueError(f"no such activation: {activation}")
    Z2 = A1 @ W2 + b2
    A2 = sigmoid(Z2)
    cache = {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "activation": activation}
    return A2, cache

def backward(params, cache, y):
    n = y.shape[0]
    dA2 = 2 * (cache["A2"] - y) / n
    dZ2 = dA2 * cache["A2"] * (1 - cache["A2"])
    dW2 = cache["A1"].T @ dZ2
    db2 = np.sum(dZ2, axis=0)
    dA1 = dZ2 @ params["W2"].T
    A1 = cache["A1"]
    dZ1 = {"tanh": 1 - A1**2, "sigmoid": A1 * (1 - A1), "relu": (cache["Z1"] > 0).astype(float)}[cache["activation"]] * dA1
    return {"W1": cache["X"].T @ dZ1, "b1": dZ1.sum(axis=0), "W2": dW2, "b2": db2}

def train(activation, epochs, learning_rate, seed):
    rng = np.random.default_rng(seed)
    params = {"W1": rng.normal(0.0, 1.0, (2, 4)), "b1": np.zeros(4), "W2": rng.normal(0.0, 1.0, (4, 1)), "b2": np.zeros(1)}
    losses = []
    for epoch in range(epochs):
        out, cache = forward(params, XOR_X, activation)
        losses.append(np.mean((out - XOR_Y) ** 2))
        grads = backward(params, cache, XOR_Y)
        for key in params:
            params[key] -= learning_rate * grads[key]
        if epoch % 100 == 0:
            print(epoch, losses[-1])
    return losses

def epochs_to(losses, threshold):
    losses = np.array(losses)
    mask = losses <= threshold
    if not mask.any():
        return None
    return int(np.argmax(mask))

if __name__ == "__main__":
    for name in ["tanh", "sigmoid", "relu"]:
        plt.plot(train(name, 500, 1.0, 1), label=name)
    plt.legend(); plt.savefig("losses.png"); plt.show()
    p = {k: torch.tensor(v, requires_grad=True) for k, v in {"W1": np.ones((2, 4)), "W2": np.ones((4, 1))}.items()}
    loss = (torch.tanh(torch.tensor(XOR_X) @ p["W1"]) @ p["W2"]).sum()
    loss.backward()
    print(p["W1"].grad)

l = train("tanh", 20, 0.5, 3)
fig, ax = plt.subplots()
ax.plot(l)
plt.close(fig)
