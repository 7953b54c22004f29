"""The first loss is the one after 0 epochs, so the answer is its place counted from 0."""

import numpy as np


def epochs_to(losses, threshold):
    return next((epoch for epoch, loss in enumerate(losses, 1) if loss <= threshold), None)
