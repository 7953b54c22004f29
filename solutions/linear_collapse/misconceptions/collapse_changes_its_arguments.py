"""You work in the tensors that you were given: what called you finds other biases afterwards. Make new ones."""


def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:], strict=True):
        W, b = V @ W, c.add_(V @ b)
    return W, b
