"""One matrix per layer with the bias as a column; second differences along random lines; a module with AdamW."""

import torch
from torch import nn


def collapse(weights, biases):
    total = None
    for w, b in zip(weights, biases):
        m = torch.zeros(w.shape[0] + 1, w.shape[1] + 1, dtype=w.dtype)
        m[:-1, :-1] = w
        m[:-1, -1] = b
        m[-1, -1] = 1
        total = m if total is None else m @ total
    return total[:-1, :-1], total[:-1, -1]


def is_affine(fn, in_features):
    generator = torch.Generator().manual_seed(7)
    start = torch.randn(300, in_features, generator=generator, dtype=torch.float64)
    way = torch.randn(300, in_features, generator=generator, dtype=torch.float64)
    for scale in (0.08, 0.2, 0.5, 1, 4, 12, 40, 100):
        points = [fn(scale * (start + t * way)) for t in (-1.0, 0.0, 1.0)]
        second = points[0] - 2 * points[1] + points[2]
        if second.abs().max() > 1e-9 * max(p.abs().max() for p in points) + 1e-300:
            return False
    return True


class Net(nn.Module):
    def __init__(self, activation, width=48):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(1, width), nn.Linear(width, width), nn.Linear(width, 1)])
        self.activation = activation

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer(x)
            if self.activation != "identity":
                x = getattr(torch, self.activation)(x)
        return self.layers[-1](x)


def fit_sine(activation, seed=0):
    torch.manual_seed(seed)
    net = Net(activation)
    optimizer = torch.optim.AdamW(net.parameters(), lr=8e-3, weight_decay=0)
    x = torch.linspace(-torch.pi, torch.pi, steps=200).unsqueeze(1)
    y = torch.sin(x)
    for step in range(350):
        loss = nn.MSELoss()(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    net.eval()
    return net, nn.MSELoss()(net(x), y).item()
