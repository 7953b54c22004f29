"""Hidden checks of the challenge: the requirements on the function, and the contest."""

import pytest
import torch
from torch import nn

from autograder.testing import check_beats_relu, require

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


def values(CustomActivation, x, training=True):
    module = CustomActivation()
    if not isinstance(module, nn.Module):
        return f"`CustomActivation()` makes no `nn.Module`, but {type(module).__name__}."
    y = module.train(training)(x)
    if not isinstance(y, torch.Tensor):
        return f"The output is no tensor, but {type(y).__name__}." + " Is a `return` missing?" * (y is None)
    return y.detach()


def curve(CustomActivation, x):
    x = x.clone().requires_grad_()
    y = CustomActivation()(x)
    if not isinstance(y, torch.Tensor):
        return f"The output is no tensor, but {type(y).__name__}." + " Is a `return` missing?" * (y is None)
    if y.shape != x.shape:
        return "The output must be a tensor of the input's shape."
    if not y.requires_grad:
        return "Autograd sees no derivative: the output does not come from the input by operations of torch."
    return torch.stack([y.detach(), torch.autograd.grad(y.sum(), x)[0].to(y.dtype)])


def twice(CustomActivation, x):
    module = CustomActivation()
    before = x.clone()
    first = module(x)
    if not isinstance(first, torch.Tensor):
        return f"The output is no tensor, but {type(first).__name__}." + " Is a `return` missing?" * (first is None)
    return {"first": first.detach(), "second": module(x).detach(), "input kept": bool(torch.equal(x, before))}


def require_made(submission):
    """`CustomActivation()` makes something, or it is said in words why it does not."""
    problem = submission.CustomActivation.driven(cannot_be_made, NAME)()
    require(problem == "", str(problem))


def require_bend(submission):
    """A straight line is smooth, steep and tame for nothing: it is no activation."""
    require_made(submission)
    y = asked(submission, values, torch.linspace(-5, 5, 41, dtype=torch.float64))
    line = torch.linspace(y[0].item(), y[-1].item(), 41, dtype=torch.float64)
    require(
        not (y - line).abs().max().item() < 1e-3,
        "Your function is a straight line: it counts as smooth, as never flat and as tame once it bends.",
    )


def asked(submission, driver, x, *args):
    """What the driver brings back for x, as float64: of its shape, or two such tensors stacked."""
    y = submission.CustomActivation.driven(driver, NAME)(x, *args)
    require(not isinstance(y, str), str(y))
    require(
        isinstance(y, torch.Tensor) and y.shape[-x.dim() :] == x.shape and y.is_floating_point(),
        "The output must be a floating-point tensor of the input's shape.",
    )
    return y.double()


def values_and_slopes(submission, x, rng):
    """Both at every entry of x, which is asked for in a random order: a grid would tell what it is for."""
    order = torch.randperm(x.numel(), generator=rng)
    y, d = asked(submission, curve, x.flatten()[order])
    return y[order.argsort()].reshape(x.shape), d[order.argsort()].reshape(x.shape)


def same(one, other, rtol=1e-6, atol=1e-9):
    return torch.allclose(one, other, rtol=rtol, atol=atol, equal_nan=True)


def largest(submission, rng, change):
    """The largest ``change`` between neighbours a hundred-millionth apart, and where: looked for closer and closer."""
    low, width = torch.linspace(-20, 20, 4001, dtype=torch.float64)[:-1], 0.01
    for _ in range(6):
        x = low[:, None] + width * torch.linspace(0, 1, 11, dtype=torch.float64)
        found = change(x, *values_and_slopes(submission, x, rng)).nan_to_num(torch.inf).flatten()
        worst = found.topk(min(20, len(found))).indices
        low, width = x[:, :-1].flatten()[worst], width / 10
    return found.max().item(), round(low[0].item(), 4) + 0.0


def change_of_slope(_x, _y, d):
    return (d[:, 1:] - d[:, :-1]).abs()


def unexplained_change(x, y, d):
    """How much more the values change than by their slopes."""
    return (y[:, 1:] - y[:, :-1] - (x[:, 1:] - x[:, :-1]) * (d[:, 1:] + d[:, :-1]) / 2).abs()


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(3)
@pytest.mark.hint("Means, sums, softmax or normalisation over the tensor make entries depend on one another.")
def test_element_wise(submission, rng):
    """Each entry of the output depends on that entry of the input alone."""
    require_made(submission)
    x = torch.empty(60).uniform_(-4, 4, generator=rng).double()
    order = torch.randperm(60, generator=rng)
    beside = torch.cat([x[:1], 3 + x])
    whole, permuted, folded, alone, beside, single = (
        asked(submission, values, part)
        for part in (x, x[order], x.reshape(3, 4, 5), x[:1], beside, x.float().reshape(30, 2))
    )
    require(same(whole[order], permuted), "The same numbers in another order give other values.")
    require(same(whole, folded.reshape(-1)), "The same numbers in another shape give other values.")
    require(
        same(whole[:1], alone) and same(whole[:1], beside[:1]),
        "The same number gives another value when other numbers stand beside it.",
    )
    require(
        same(whole, single.reshape(-1), rtol=1e-3, atol=1e-4),
        "The same numbers in float32 and in two dimensions give other values than in float64 and one dimension.",
    )


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(3)
@pytest.mark.hint("No randomness, no counting, nothing that differs between train() and eval().")
def test_one_function(submission, rng):
    """It is the same function at every call, in training mode and in evaluation mode, and leaves its input alone."""
    require_made(submission)
    x = torch.empty(50, dtype=torch.float64).uniform_(-4, 4, generator=rng)
    found = submission.CustomActivation.driven(twice, NAME)(x)
    require(not isinstance(found, str), str(found))
    require(same(found["first"], found["second"]), "A second call with the same input gives other values.")
    require(found["input kept"] is True, "The input is changed by the call: work on a new tensor.")
    require(
        same(asked(submission, values, x, True), asked(submission, values, x, False)),
        "In evaluation mode the values differ from those in training mode.",
    )


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(3)
@pytest.mark.hint("If you wrote the backward yourself, derive the function once more; else keep to torch operations.")
def test_derivative(submission, rng):
    """Autograd's derivative is the slope of the function itself, by central differences."""
    require_made(submission)
    x = torch.empty(200).uniform_(-8, 8, generator=rng).double()
    step = 1e-5
    found = (asked(submission, values, x + step) - asked(submission, values, x - step)) / (2 * step)
    for kind, close in ((torch.float64, 1e-4), (torch.float32, 1e-2)):
        told = asked(submission, curve, x.to(kind))[1]
        bad = ~torch.isclose(told, found, rtol=close, atol=close)
        at = x[bad].tolist()[:1]
        require(
            not at,
            f"Around x = {at[0] if at else 0:.4f} the function does not rise as its derivative says.",
            call=f"f'(x) by autograd there, in {str(kind)[6:]}",
            returned=told[bad].tolist()[:1],
            expected=found[bad].tolist()[:1],
        )


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(5)
@pytest.mark.hint("abs, relu, clamp, where and maximum leave kinks where they switch, unless both sides meet smoothly.")
def test_smooth(submission, rng):
    """Neither the function nor its derivative jumps: however close one looks, they change little."""
    require_bend(submission)
    jump, at = largest(submission, rng, unexplained_change)
    require(
        jump < 1e-4,
        f"Your function jumps at x = {at}.",
        call=f"change of f next to x = {at}, beyond what its slope explains",
        returned=jump,
        expected="less than 0.0001",
    )
    jump, at = largest(submission, rng, change_of_slope)
    require(
        jump < 1e-4,
        f"The derivative of your function jumps at x = {at}: there is a kink, or a bend as sharp as one.",
        call=f"change of f' within 1e-08 of x = {at}",
        returned=jump,
        expected="less than 0.0001",
    )


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(5)
@pytest.mark.hint("A function that turns round or goes flat has a zero derivative there, and stops learning there.")
def test_slope_is_nowhere_zero(submission, rng):
    """From -20 to 20 the derivative is nowhere zero."""
    require_bend(submission)
    x = torch.linspace(-20, 20, 8001, dtype=torch.float64)
    d = values_and_slopes(submission, x, rng)[1]
    turns = (d[1:] * d[:-1] < -1e-18).nonzero().flatten()
    if len(turns):
        i = turns[x[turns].abs().argmin()]
        at = (x[i] - d[i] * (x[i + 1] - x[i]) / (d[i + 1] - d[i])).item()
        require(
            False,
            f"Your function turns round at x = {at:.4f}: its derivative changes sign there.",
            call=f"f'({x[i]:.3f}) and f'({x[i + 1]:.3f})",
            returned=d[i : i + 2].tolist(),
            expected="one sign from -20 to 20",
        )
    flat = x[~(d.abs() > 1e-9)]
    if len(flat):
        at = round(flat[flat.abs().argmin()].item(), 4) + 0.0
        require(
            False,
            f"Your function is flat at x = {at:g}: its derivative is 0 there, or as good as 0, and so it is at "
            f"{len(flat)} of the {len(x)} points looked at from -20 to 20.",
            call="smallest |f'(x)| from -20 to 20",
            returned=d.abs().min().item(),
            expected="more than 1e-9",
        )
    smallest, width = x[d.abs().topk(20, largest=False).indices], 0.005
    for _ in range(5):
        near = smallest[:, None] + width * torch.linspace(-1, 1, 21, dtype=torch.float64)
        d = values_and_slopes(submission, near, rng)[1].abs().flatten()
        smallest, width = near.flatten()[d.topk(20, largest=False).indices], width / 10
    require(
        bool(d.min() > 1e-9),
        f"The derivative of your function is zero at x = {smallest[0]:.4f}.",
        call=f"smallest |f'(x)| around x = {smallest[0]:.4f}",
        returned=d.min().item(),
        expected="more than 1e-9",
    )


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(5)
@pytest.mark.hint("Powers above 1 and exponentials that are not held back grow faster than a straight line.")
def test_growth(submission, rng):
    """Out to 10000 the function is finite, and grows no faster than a straight line."""
    require_bend(submission)
    x = torch.tensor([0, 1e3, 1e4, -1e3, -1e4], dtype=torch.float64)
    for kind in (torch.float64, torch.float32):
        for what, found in zip(("f", "f'"), asked(submission, curve, x.to(kind)), strict=True):
            bad = x[~found.isfinite()].tolist()
            require(
                not bad,
                f"In {str(kind)[6:]}, {what}(x) is not finite at x = {', '.join(f'{value:g}' for value in bad)}: "
                "something overflows.",
                call=f"{what}(x) at x = {', '.join(f'{value:g}' for value in x.tolist())}",
                returned=found.tolist(),
                expected="finite numbers",
            )
    y = asked(submission, values, x)
    ratio = ((y - y[0]) / x).abs()
    for near, far in ((1, 2), (3, 4)):
        require(
            bool(ratio[far] <= 1.05 * ratio[near] + 1e-6),
            f"Towards {x[far]:g} the function grows faster than linearly.",
            call=f"|f(x) - f(0)| / |x| at {x[near]:g} and at {x[far]:g}",
            returned=ratio[[near, far]].tolist(),
            expected="at most 5 percent more farther out",
        )


@pytest.mark.exercise("CustomActivation")
@pytest.mark.points(10)
@pytest.mark.public
@pytest.mark.hint("Look at the slope on both sides of 0: what reaches the first of ten layers is a product of slopes.")
def test_beats_relu(submission, rng):
    """Networks with it name more test images rightly than networks with ReLU: the contest, 30 pairs."""
    require_made(submission)
    asked(submission, values, torch.zeros(3))
    check_beats_relu(submission, "CustomActivation", rng)
