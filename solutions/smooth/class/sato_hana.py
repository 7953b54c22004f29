import json
import math

import torch
import torch.nn.functional as F


def silu(x):
    return x * torch.sigmoid(x)


def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))


with open("my_constants.json") as file:
    CONSTANTS = json.load(file)


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(CONSTANTS["root"] * (x + CONSTANTS["cubic"] * x**3)))


def mish(x):
    return x * torch.tanh(F.softplus(x))


def hardswish(x):
    return x * F.relu6(x + 3) / 6
