from typing import Any, Final, Literal, TypeAlias, TypedDict
import numpy as np
import numpy.typing as npt
Array: TypeAlias = npt.NDArray[np.float64]
Name = Literal["tanh", "sigmoid", "relu"]
class Params(TypedDict):
    W1: Array
    b1: Array
    W2: Array
    b2: Array
class Gradients(dict[str, Array]):
    """A dict that can also be scaled."""
    def __mul__(self, rate: float) -> "Gradients":
        return Gradients({k: rate * v for k, v in self.items()})
    __rmul__ = __mul__
X: Final[Array] = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y: Final[Array] = np.array([[0.0], [1.0], [1.0], [0.0]])
X.setflags(write=False)
def _sigma(z: Array) -> Array:
    return np.asarray(np.reciprocal(1.0 + np.exp(-np.clip(z, -600, None))))
def forward(params: Params, X: Array, activation: Name = "tanh") -> tuple[Array, dict[str, Any]]:
    assert X.ndim == 2 and X.shape[1] == 2
    Z1 = np.add(X @ params["W1"], params["b1"])
    A1 = {"tanh": np.tanh, "sigmoid": _sigma, "relu": lambda z: np.maximum(z, np.zeros_like(z))}[activation](Z1)
    Z2 = np.add(A1 @ params["W2"], params["b2"])
    A2 = _sigma(Z2)
    return A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "activation": activation}
def backward(params: Params, cache: dict[str, Any], y: Array) -> dict[str, Array]:
    assert y.shape == cache["A2"].shape
    A1, A2 = cache["A1"], cache["A2"]
    slope: Array
    if cache["activation"] == "tanh":
        slope = 1.0 - A1 * A1
    elif cache["activation"] == "sigmoid":
        slope = A1 * (1.0 - A1)
    else:
        slope = np.ones_like(A1); slope[cache["Z1"] <= 0] = 0.0
    dZ2 = (2.0 / len(X_ := cache["X"])) * (A2 - y) * A2 * (1.0 - A2)
    dZ1 = np.multiply(dZ2 @ params["W2"].T, slope)
    return Gradients(W1=X_.T @ dZ1, b1=dZ1.sum(axis=0), W2=A1.T @ dZ2, b2=dZ2.sum(axis=0))
def train(activation: Name, epochs: int, learning_rate: float, seed: int) -> list[float]:
    rng: np.random.Generator = np.random.default_rng(seed)
    p: Params = {"W1": rng.standard_normal((2, 4)), "b1": np.zeros(4), "W2": rng.standard_normal((4, 1)), "b2": np.zeros(1)}
    losses: list[float] = []
    for _ in range(epochs):
        A2, cache = forward(p, X, activation)
        losses.append(float(((A2 - Y) ** 2).mean()))
        step = learning_rate * backward(p, cache, Y)
        for name, change in step.items():
            p[name] = p[name] - change
    return losses
def epochs_to(losses: list[float], threshold: float) -> int | None:
    index: int
    for index, loss in enumerate(losses):
        if loss <= threshold:
            return index
    return None
