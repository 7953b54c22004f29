"""You take the losses out of the list that you were given. Leave it as it is: go through it, or copy it first."""


def epochs_to(losses, threshold):
    epoch = 0
    while losses:
        if losses.pop(0) <= threshold:
            return epoch
        epoch += 1
    return None
