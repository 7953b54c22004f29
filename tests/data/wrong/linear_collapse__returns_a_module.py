# loses: collapse
import math
import torch
from torch import nn
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:]):
        W, b = V @ W, V @ b + c
    layer = nn.Linear(W.shape[1], W.shape[0], dtype=W.dtype)
    layer.weight.data, layer.bias.data = W, b
    return layer
def is_affine(fn, in_features):
    for scale in (0.1, 1, 10, 100):
        x, y = scale * torch.randn(2, 300, in_features, dtype=torch.float64)
        s = torch.rand(300, 1, dtype=torch.float64) * 3 - 1
        left, right = fn(s * x + (1 - s) * y), s * fn(x) + (1 - s) * fn(y)
        size = max(left.abs().max(), right.abs().max())
        if (left - right).abs().max() > 1e-8 * size + 1e-12:
            return False
    return True
def fit_sine(activation, seed=0):
    torch.manual_seed(seed)
    act = {"relu": nn.ReLU, "tanh": nn.Tanh, "identity": nn.Identity}[activation]
    net = nn.Sequential(nn.Linear(1, 32), act(), nn.Linear(32, 32), act(), nn.Linear(32, 1))
    x = torch.linspace(-math.pi, math.pi, 200)[:, None]
    y = torch.sin(x)
    opt = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(500):
        loss = ((net(x) - y) ** 2).mean()
        opt.zero_grad(); loss.backward(); opt.step()
    with torch.no_grad():
        mse = ((net(x) - y) ** 2).mean().item()
    return net, mse
