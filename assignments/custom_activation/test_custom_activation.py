"""Public checks of the challenge: run them with `rectify check custom_activation.py`."""

import pytest
import torch
from torch import nn

from autograder.testing import Call, compare_data, require

NAME = "CustomActivation()"


def cannot_be_made(CustomActivation):
    """Why `CustomActivation()` makes nothing, in words; empty where it makes something."""
    kind = type(CustomActivation).__name__
    if isinstance(CustomActivation, nn.Module):
        return "`CustomActivation` is a module that is made already. The name has to stand for the class."
    if isinstance(CustomActivation, type) and issubclass(CustomActivation, torch.autograd.Function):
        return (
            "`CustomActivation` is a `torch.autograd.Function`. Give that another name, and use its `apply` in the "
            "`forward` of a `class CustomActivation(nn.Module)`."
        )
    if not callable(CustomActivation):
        return f"`CustomActivation` is a `{kind}`, and has to be a class: `class CustomActivation(nn.Module)`."
    try:
        CustomActivation()
    except TypeError as problem:
        if " required " not in str(problem):
            raise
        if isinstance(CustomActivation, type):
            return f"`CustomActivation` has to be made without arguments: give each a default ({problem})."
        return (
            f"`CustomActivation` is a {kind}, and has to be a class: `class CustomActivation(nn.Module)`, whose "
            "`forward(self, x)` returns what your function returns."
        )
    return ""


def is_no_such_module(CustomActivation):
    """What keeps it from being a module with at most 8 single numbers to learn, in words; empty if nothing does."""
    module = CustomActivation()
    if not isinstance(module, nn.Module):
        return f"`CustomActivation()` is no module: begin the class with `class {type(module).__name__}(nn.Module)`."
    sizes = {name: weight.numel() for name, weight in module.named_parameters()}
    several = [name for name, size in sizes.items() if size != 1]
    if several:
        return f"Each parameter has to be a single number, and `{several[0]}` holds {sizes[several[0]]}."
    return f"It may have up to 8 parameters, and has {len(sizes)}." if len(sizes) > 8 else ""


def shape_and_dtype(CustomActivation, x):
    y = CustomActivation()(x)
    if not isinstance(y, torch.Tensor):
        return f"The output is no tensor, but {type(y).__name__}." + " Is a `return` missing?" * (y is None)
    return {"the shape of the output": list(y.shape), "the dtype of the output": str(y.dtype)}


def values(CustomActivation, x):
    y = CustomActivation()(x)
    if not isinstance(y, torch.Tensor):
        return f"The output is no tensor, but {type(y).__name__}." + " Is a `return` missing?" * (y is None)
    return y.detach()


def slopes(CustomActivation, x):
    x = x.clone().requires_grad_()
    y = CustomActivation()(x)
    if not isinstance(y, torch.Tensor):
        return f"The output is no tensor, but {type(y).__name__}." + " Is a `return` missing?" * (y is None)
    if not y.requires_grad:
        return "Autograd sees no derivative: the output does not come from the input by operations of torch."
    return torch.autograd.grad(y.sum(), x)[0]


def answered(submission, driver, *args):
    """What the driver brings back, if it is no text: that says what is wrong."""
    problem = submission.CustomActivation.driven(cannot_be_made, NAME)()
    require(problem == "", str(problem))
    found = submission.CustomActivation.driven(driver, NAME)(*args)
    require(not isinstance(found, str), str(found))
    return found


def asked(submission, driver, x):
    """What the driver brings back for x: a tensor of its shape."""
    found = answered(submission, driver, x)
    require(
        isinstance(found, torch.Tensor) and found.shape == x.shape, "The output must be a tensor of the input's shape."
    )
    return found


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(2)
@pytest.mark.hint(
    "A class made without arguments, with nn.Module as its base, whose forward works on the whole tensor, with "
    "operations that keep its shape and dtype. What it learns are up to eight single numbers."
)
def test_keeps_shape_and_dtype(submission):
    """It is a module whose output has the shape and the dtype of the input, in one dimension or four."""
    answered(submission, shape_and_dtype, torch.zeros(3))
    problem = submission.CustomActivation.driven(is_no_such_module, NAME)()
    require(problem == "", str(problem))
    shapes = [(3,), (1,), (0,), (2, 3), (2, 3, 4, 5)]
    inputs = [torch.full(shape, 0.5, dtype=dtype) for shape in shapes for dtype in (torch.float32, torch.float64)]
    wanted = lambda x: {"the shape of the output": list(x.shape), "the dtype of the output": str(x.dtype)}  # noqa: E731
    compare_data(submission.CustomActivation.driven(shape_and_dtype, NAME), wanted, [Call(x) for x in inputs])


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(2)
@pytest.mark.hint("A straight line between two linear layers is one linear layer: the function must bend.")
def test_bends(submission):
    """The function is not a straight line."""
    x = torch.linspace(-5, 5, 41, dtype=torch.float64)
    y = asked(submission, values, x)
    line = y[0] + (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0])
    furthest = (y.double() - line).abs().max().item()
    require(
        not furthest < 1e-3,
        "Your function is a straight line: stacked layers with it between them are one linear layer.",
        call="largest distance from the line through f(-5) and f(5)",
        returned=furthest,
        expected="more than 0.001",
    )


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(2)
@pytest.mark.hint(
    "The derivative, which autograd finds, must be above 1e-9, or below -1e-9, everywhere: torch operations all the "
    "way, no flat stretch, no turning point."
)
def test_slope_is_nowhere_zero_nearby(submission):
    """From -5 to 5 the derivative is nowhere zero."""
    x = torch.linspace(-5, 5, 1001, dtype=torch.float64)
    d = asked(submission, slopes, x)
    turns = (d[1:] * d[:-1] < -1e-18).nonzero().flatten()
    if len(turns):
        i = turns[x[turns].abs().argmin()]
        at = (x[i] - d[i] * (x[i + 1] - x[i]) / (d[i + 1] - d[i])).item()
        require(
            False,
            f"Your function turns round at x = {at:.4f}: its derivative changes sign there.",
            call=f"f'({x[i]:.2f}) and f'({x[i + 1]:.2f})",
            returned=d[i : i + 2].tolist(),
            expected="one sign from -5 to 5",
        )
    flat = x[~(d.abs() > 1e-9)]
    if len(flat):
        at = round(flat[flat.abs().argmin()].item(), 4) + 0.0
        require(
            False,
            f"Your function is flat at x = {at:g}: its derivative is 0 there, or as good as 0, and so it is at "
            f"{len(flat)} of the {len(x)} points looked at from -5 to 5.",
            call="smallest |f'(x)| from -5 to 5",
            returned=d.abs().min().item(),
            expected="more than 1e-9",
        )
