"""You take the layers out of the lists that you were given. Go through them, and leave them as they are."""


def collapse(weights, biases):
    W, b = weights.pop(0), biases.pop(0)
    while weights:
        V = weights.pop(0)
        W, b = V @ W, V @ b + biases.pop(0)
    return W, b
