"""You sort the names. Wanted is the order in which they stand in fractions."""

import torch
from torch import nn


def diagnose(fractions, threshold=0.2):
    return sorted(name for name, fraction in fractions.items() if fraction > threshold)
