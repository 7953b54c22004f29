"""You count a fraction that equals the threshold. Wanted are those strictly above."""

import torch
from torch import nn


def diagnose(fractions, threshold=0.2):
    return [name for name, fraction in fractions.items() if fraction >= threshold]
