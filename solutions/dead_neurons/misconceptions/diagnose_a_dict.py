"""You return the fractions as well. Wanted is the list of the names."""

import torch
from torch import nn


def diagnose(fractions, threshold=0.2):
    return {name: fraction for name, fraction in fractions.items() if fraction > threshold}
