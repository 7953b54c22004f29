#!/usr/bin/env python
# coding: utf-8
# In[1]:
import math, time, random
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
random.seed(1); np.random.seed(1); torch.manual_seed(1)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
# In[2]:
def collapse(weights, biases):
    n = len(weights)
    W = weights[-1].clone()
    b = biases[-1].clone()
    for i in range(n - 2, -1, -1):
        b = b + W @ biases[i]
        W = W @ weights[i]
    return (W, b)
print(collapse([torch.tensor([[2.0]]), torch.tensor([[3.0]])], [torch.tensor([1.0]), torch.tensor([10.0])]))
# In[3]:
def is_affine(fn, in_features):
    torch.manual_seed(0)
    for k in range(40):
        scale = 10 ** random.uniform(-1.3, 2.2)
        x = torch.randn(64, in_features, dtype=torch.float64) * scale
        y = torch.randn(64, in_features, dtype=torch.float64) * scale
        mid = fn((x + y) / 2)
        avg = (fn(x) + fn(y)) / 2
        if not torch.allclose(mid, avg, rtol=1e-7, atol=1e-8 * float(avg.abs().max())):
            return False
    return True
# In[4]:
def fit_sine(activation, seed=0):
    torch.manual_seed(seed)
    x = torch.linspace(-math.pi, math.pi, 200, dtype=torch.float32).reshape(-1, 1)
    y = torch.sin(x)
    acts = {"relu": nn.ReLU(), "tanh": nn.Tanh(), "identity": nn.Identity()}
    layers = []
    sizes = [1, 64, 64, 1]
    for i in range(3):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < 2: layers.append(acts[activation])
    model = nn.Sequential(*layers).float()
    opt = torch.optim.Adam(model.parameters(), lr=5e-3)
    hist = []
    t0 = time.time()
    for epoch in range(400):
        model.train()
        pred = model(x)
        loss = nn.functional.mse_loss(pred, y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        hist.append(loss.item())
        if epoch % 100 == 0: print(epoch, loss.item())
    model.eval()
    with torch.no_grad():
        final = nn.functional.mse_loss(model(x), y)
    def predict(t):
        with torch.no_grad():
            return model(t)
    return predict, float(final)
# In[5]:
if __name__ == "__main__":
    for name in ("identity", "relu", "tanh"):
        p, m = fit_sine(name)
        plt.plot(np.linspace(-3, 3, 50), p(torch.linspace(-3, 3, 50, dtype=torch.float32)[:, None]).numpy(), label=f"{name} {m:.4f}")
    plt.legend(); plt.show()
