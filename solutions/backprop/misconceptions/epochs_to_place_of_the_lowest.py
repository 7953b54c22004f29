"""You return where the loss is lowest. Wanted is the first time that it is low enough."""

import numpy as np


def epochs_to(losses, threshold):
    best = int(np.argmin(losses))
    return best if losses[best] <= threshold else None
