"""You count all losses above the threshold. The loss may rise again later: only the epochs before the first low one count."""

import numpy as np


def epochs_to(losses, threshold):
    above = sum(loss > threshold for loss in losses)
    return above if above < len(losses) else None
