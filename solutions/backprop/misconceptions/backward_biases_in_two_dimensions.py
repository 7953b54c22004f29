"""The biases' gradients have a dimension too many. b1 has the shape (4,) and b2 (1,), and so have their gradients: sum without keepdims."""


def backward(params, cache, y):
    a1, a2, z1, w2 = cache["A1"], cache["A2"], cache["Z1"], params["W2"]
    slope = {"tanh": 1 - a1**2, "sigmoid": a1 * (1 - a1), "relu": z1 > 0}[cache["activation"]]
    grad_z2 = 2 * (a2 - y) / len(y) * a2 * (1 - a2)
    grad_z1 = grad_z2 @ w2.T * slope
    return {
        "W1": cache["X"].T @ grad_z1,
        "b1": grad_z1.sum(0, keepdims=True),
        "W2": a1.T @ grad_z2,
        "b2": grad_z2.sum(0, keepdims=True),
    }
