"""Ask the network itself: f(0) is the bias, f(I) - f(0) the weight."""
import math
from typing import Callable
import torch
from torch import nn

def collapse(weights, biases):
    def f(x):
        for W, b in zip(weights, biases):
            x = x @ W.T + b
        return x
    n = weights[0].shape[1]
    eye = torch.eye(n, dtype=weights[0].dtype)
    b = f(torch.zeros(1, n, dtype=weights[0].dtype))[0]
    # the weights alone, so that nothing cancels
    W = eye
    for w in weights:
        W = w @ W
    return W, b

@torch.no_grad()
def is_affine(fn: Callable, in_features: int) -> bool:
    """read W and b off at 0 and the unit vectors, then compare everywhere else"""
    g = torch.Generator().manual_seed(123)
    z = torch.zeros(1, in_features, dtype=torch.float64)
    b = fn(z)
    W = fn(torch.eye(in_features, dtype=torch.float64)) - b
    for scale in (0.1, 0.3, 1, 3, 10, 30, 100):
        r = torch.randn(400, in_features, generator=g, dtype=torch.float64)
        for x in (r * scale, r.abs() * scale, -r.abs() * scale):
            want, got = x @ W + b, fn(x)
            size = max(got.abs().max().item(), want.abs().max().item(), b.abs().max().item(), W.abs().max().item())
            if (want - got).abs().max().item() > 1e-7 * size:
                return False
    return True

def fit_sine(activation, seed=0):
    torch.manual_seed(seed)
    act = {"relu": nn.ReLU, "tanh": nn.Tanh, "identity": nn.Identity}[activation]
    net = nn.Sequential(nn.Linear(1, 32), act(), nn.Linear(32, 32), act(), nn.Linear(32, 1))
    x = torch.linspace(-math.pi, math.pi, 200).unsqueeze(1)
    y = x.sin()
    opt = torch.optim.Adam(net.parameters(), lr=0.01)
    for epoch in range(1, 801):
        opt.zero_grad()
        loss = nn.functional.mse_loss(net(x), y)
        loss.backward()
        opt.step()
        if epoch % 200 == 0:
            print(f"epoch {epoch} loss {loss.item():.5f}")
    net.eval()
    with torch.no_grad():
        mse = nn.functional.mse_loss(net(x), y).item()
    return net, mse
