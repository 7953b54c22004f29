"""You search as if the losses always fell. They may rise again: look at them one after the other."""

import bisect


def epochs_to(losses, threshold):
    place = len(losses) - bisect.bisect_right(losses[::-1], threshold)
    return place if place < len(losses) else None
