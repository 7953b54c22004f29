import random
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

def set_seed(s):
    random.seed(s); np.random.seed(s % 2**32); torch.manual_seed(s)

def collapse(weights, biases):
    layers = []
    for w, b in zip(weights, biases):
        l = nn.Linear(w.shape[1], w.shape[0]).to(w.dtype)
        l.weight.data.copy_(w); l.bias.data.copy_(b)
        layers.append(l)
    net = nn.Sequential(*layers).double()
    I = torch.eye(weights[0].shape[1], dtype=torch.float64)
    with torch.no_grad():
        b = net(torch.zeros(weights[0].shape[1], dtype=torch.float64))
        zero = nn.Sequential(*layers)
        for l in layers: l.bias.zero_()
        W = zero(I).T.contiguous()
    return W.to(weights[0].dtype), b.to(weights[0].dtype)

@torch.inference_mode()
def is_affine(fn, in_features):
    set_seed(3)
    for r in (0.1, 1., 10., 100.):
        for signs in ("pm", "+", "-"):
            X = torch.randn(10 * in_features + 500, in_features, dtype=torch.float64)
            X = X.clamp(-2, 2) * r
            if signs == "+": X = X.abs()
            if signs == "-": X = X.abs().neg()
            A = torch.cat([X, torch.full((len(X), 1), r, dtype=torch.float64)], 1)
            Y = fn(X)
            sol = torch.linalg.lstsq(A, Y).solution
            res = (A @ sol - Y).abs().max() / Y.abs().max().clamp_min(1e-300)
            if res > 1e-7:
                return False
            if r == 0.1 and signs == "pm":
                first = sol.clone(); first[-1] *= r
            now = sol.clone(); now[-1] *= r
            top = torch.maximum(now.abs().max(), first.abs().max())
            if (now - first).abs().max() > 1e-5 * top and (now - first).abs().max() * r > 1e-6 * Y.abs().max():
                return False
    return True

def fit_sine(activation, seed=0):
    set_seed(seed)
    X = torch.linspace(-np.pi, np.pi, 200)[:, None]
    Y = torch.sin(X)
    loader = DataLoader(TensorDataset(X, Y), batch_size=50, shuffle=True)
    act = {"relu": nn.ReLU(), "tanh": nn.Tanh(), "identity": nn.Identity()}[activation]
    net = nn.Sequential(nn.Linear(1, 64), act, nn.Linear(64, 64), act, nn.Linear(64, 1))
    opt = torch.optim.Adam(net.parameters(), lr=3e-3)
    sched = torch.optim.lr_scheduler.ExponentialLR(opt, 0.985)
    for epoch in range(200):
        for xb, yb in loader:
            opt.zero_grad()
            ((net(xb) - yb) ** 2).mean().backward()
            opt.step()
        sched.step()
    predict = lambda x: net(x).detach()
    mse = ((predict(X) - Y) ** 2).mean()
    return predict, mse.item()
