"""You return a new tensor and leave w as it was. The underscore at the end of the name promises to fill w itself."""

import math

import torch
from torch import nn


def lecun_normal_(w):
    std = math.sqrt(1 / w.shape[1])
    with torch.no_grad():
        return torch.randn_like(w) * std
