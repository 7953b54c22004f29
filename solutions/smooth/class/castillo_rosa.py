"""Assignment 3, Rosa Castillo."""

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F


def silu(x):
    return x.sigmoid().mul(x)


def gelu(x):
    return x * 0.5 * torch.erfc(x * -0.7071067811865475)


def gelu_tanh(x):
    inside = np.sqrt(2 / np.pi).item() * (x + 0.044715 * x * x * x)
    return x * 0.5 * (1 + inside.tanh())


def mish(x):
    return x * F.softplus(x).tanh()


def hardswish(x):
    ramp = torch.min(torch.max(x + 3, torch.zeros_like(x)), torch.full_like(x, 6.0))
    return x * ramp / 6


grid = torch.linspace(-5, 5, 200)
fig, axes = plt.subplots(1, 2, figsize=(10, 4))
for name, mine in [("silu", silu), ("gelu", gelu), ("mish", mish), ("hardswish", hardswish)]:
    axes[0].plot(grid.numpy(), mine(grid).numpy(), label=name)
axes[0].legend()
axes[1].plot(grid, gelu(grid) - gelu_tanh(grid))
axes[1].set_title("exact minus tanh")
plt.tight_layout()
plt.savefig("smooth_units.png")
plt.show()

print("silu ok:", torch.allclose(silu(grid), F.silu(grid), atol=1e-6))
print("gelu ok:", torch.allclose(gelu(grid), F.gelu(grid), atol=1e-6))
print("gelu_tanh ok:", torch.allclose(gelu_tanh(grid), F.gelu(grid, approximate="tanh"), atol=1e-6))
print("mish ok:", torch.allclose(mish(grid), F.mish(grid), atol=1e-6))
print("hardswish ok:", torch.allclose(hardswish(grid), F.hardswish(grid), atol=1e-6))
