"""You fill the right numbers, but return w.data, which is another tensor. Return w itself."""

import math

import torch
from torch import nn


def he_normal_(w):
    return w.data.normal_(0, math.sqrt(2 / w.shape[1]))
