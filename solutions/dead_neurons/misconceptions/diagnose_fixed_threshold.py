"""You always compare with 0.2: use the threshold that is passed in."""

import torch
from torch import nn


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction > 0.2]
