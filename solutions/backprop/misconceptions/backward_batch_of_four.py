"""You divide by 4, whatever the batch. The mean goes over the n points that came in: divide by len(y)."""


def backward(params, cache, y):
    a1, a2, z1, w2 = cache["A1"], cache["A2"], cache["Z1"], params["W2"]
    slope = {"tanh": 1 - a1**2, "sigmoid": a1 * (1 - a1), "relu": z1 > 0}[cache["activation"]]
    grad_z2 = 2 * (a2 - y) / 4 * a2 * (1 - a2)
    grad_z1 = grad_z2 @ w2.T * slope
    return {"W1": cache["X"].T @ grad_z1, "b1": grad_z1.sum(0), "W2": a1.T @ grad_z2, "b2": grad_z2.sum(0)}
