"""You return float64 whatever the weights are. Float32 weights give float32 answers."""


def collapse(weights, biases):
    W, b = weights[0].double(), biases[0].double()
    for V, c in zip(weights[1:], biases[1:], strict=True):
        W, b = V.double() @ W, V.double() @ b + c.double()
    return W, b
