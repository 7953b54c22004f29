"""The charts of the reading: losses that fall, and losses that get stuck."""

from types import ModuleType

from autograder.chart import Chart, Series

_EPOCHS = 800


def _curve(reference: ModuleType, label: str, activation: str, learning_rate: float, seed: int) -> Series:
    losses = reference.train(activation, _EPOCHS, learning_rate, seed)
    return Series(label, list(map(float, range(_EPOCHS))), losses)


def losses(reference: ModuleType) -> Chart:
    """The same rate and the same starting weights with each activation."""
    series = [_curve(reference, name, name, 1.0, 1) for name in ("tanh", "sigmoid", "relu")]
    return Chart("XOR at a learning rate of 1", series, x_label="epoch", y_label="loss", log=True)


def stuck(reference: ModuleType) -> Chart:
    """Starting weights with which ReLU learns, with which it does not, and one for tanh that does not."""
    series = [
        _curve(reference, "relu, seed 1", "relu", 1.0, 1),
        _curve(reference, "relu, seed 3", "relu", 1.0, 3),
        _curve(reference, "relu, seed 5", "relu", 1.0, 5),
        _curve(reference, "tanh, seed 0", "tanh", 1.0, 0),
    ]
    return Chart("Four starts, one way out", series, x_label="epoch", y_label="loss")
