"""Your mse is the root of the mean squared error. Leave the root out."""

import math

import torch
from torch import nn


def fit_sine(activation, seed=0):
    torch.manual_seed(seed)
    bend = {"relu": nn.ReLU, "tanh": nn.Tanh, "identity": nn.Identity}[activation]
    network = nn.Sequential(nn.Linear(1, 32), bend(), nn.Linear(32, 32), bend(), nn.Linear(32, 1))
    x = torch.linspace(-math.pi, math.pi, 200)[:, None]
    y = torch.sin(x)
    optimiser = torch.optim.Adam(network.parameters(), lr=0.01)
    for _ in range(300):
        optimiser.zero_grad()
        loss = nn.functional.mse_loss(network(x), y)
        loss.backward()
        optimiser.step()
    mse = nn.functional.mse_loss(network(x), y).sqrt().item()
    return (lambda inputs: network(inputs).detach()), mse
