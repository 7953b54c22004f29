"""Hidden checks of `derivatives`."""

from functools import partial

import numpy as np
import pytest
import torch

from autograder.testing import (
    ArrayFunction,
    Call,
    Tolerance,
    check_purity,
    compare_data,
    compare_values,
    on_arrays,
    shaped_inputs,
    sweep,
)

EXACT = Tolerance(1e-12, 1e-12)
FAR = Tolerance(1e-6, 1e-6)
#: Where sigmoid and tanh are flat their formulas are right to the last digit, and no difference of five points is.
FLAT = {"sigmoid_grad": Tolerance(0.0, 1e-14), "tanh_grad": Tolerance(0.0, 1e-14)}

PLAIN = ("relu_grad", "sigmoid_grad", "tanh_grad", "silu_grad", "gelu_grad")
WITH_ALPHA = ("leaky_relu_grad", "elu_grad")


def _each(*names):
    return pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.exercise(name)) for name in names])


def _wide(name):
    """[-30, 30], without 0 for the functions that have a corner there."""
    z = sweep()
    return z[z != 0] if name in {"relu_grad", "leaky_relu_grad", "elu_grad"} else z


def _unforeseen(rng):
    """200 inputs in [-30, 30] that nobody could know beforehand, and 200 more where the functions bend."""
    wide = 60 * torch.rand(200, dtype=torch.float64, generator=rng) - 30
    near = 10 * torch.rand(200, dtype=torch.float64, generator=rng) - 5
    return torch.cat([wide, near])


def _compare(submission, reference, name, calls, tolerance=None):
    compare_values(ArrayFunction(getattr(submission, name)), on_arrays(getattr(reference, name)), calls, tolerance)


@_each(*PLAIN)
@pytest.mark.points(2)
def test_values_far_and_near(submission, reference, rng, name):
    """The derivative is right on the whole of [-30, 30], at inputs drawn for this grading too."""
    _compare(submission, reference, name, [_wide(name), _unforeseen(rng)])


@_each(*WITH_ALPHA)
@pytest.mark.points(1)
def test_values_far_and_near_by_default(submission, reference, rng, name):
    """The derivative is right on the whole of [-30, 30] for the alpha that it has by default."""
    _compare(submission, reference, name, [_wide(name), _unforeseen(rng)])


@_each(*WITH_ALPHA)
@pytest.mark.points(1)
@pytest.mark.hint(
    "Use the alpha that is handed over, as it is: neither a fixed one, nor the default in the place of 0."
)
def test_any_alpha(submission, reference, rng, name):
    """The derivative is right for any alpha, given by place or by name."""
    z = _unforeseen(rng)
    calls = [Call(_wide(name), 0.2), Call(z, alpha=0.7), Call(z, 1.5), Call(z, alpha=3.0)]
    if name == "leaky_relu_grad":  # ELU's alpha is above 0
        calls += [Call(_wide(name), 0.0), Call(_wide(name), alpha=-0.5)]
    _compare(submission, reference, name, calls)


@_each(*PLAIN, *WITH_ALPHA)
@pytest.mark.points(2)
@pytest.mark.hint("A finite difference, or a rounded constant, comes close and no closer. A formula is exact.")
def test_exact_far_and_near(submission, reference, rng, name):
    """On [-30, 30] the derivative is right to 12 decimals."""
    z = _unforeseen(rng)
    _compare(submission, reference, name, [_wide(name), z], EXACT)
    if name in FLAT:
        _compare(submission, reference, name, [z[z.abs() > 15]], FLAT[name])


@_each(*PLAIN, *WITH_ALPHA)
@pytest.mark.points(1)
@pytest.mark.hint("inf / inf and 0 * inf are nan. Keep what goes into `exp` from being large.")
def test_extreme_inputs(submission, reference, name):
    """At inputs as large as 10000 the derivative is at its limit."""
    far = torch.tensor([1e4, -1e4, 1e3, -1e3, 750.0, -750.0, 100.0, -100.0], dtype=torch.float64)
    _compare(submission, reference, name, [far], FAR)


@_each(*PLAIN, *WITH_ALPHA)
@pytest.mark.points(1)
@pytest.mark.hint("NumPy works on arrays of any shape; loops and `len` see the first dimension alone.")
def test_any_shape(submission, reference, name):
    """Arrays of one to four dimensions come back in their own shape."""
    _compare(submission, reference, name, [z for z in shaped_inputs() if z.dim() > 0 and z.numel() > 0])


@_each(*PLAIN, *WITH_ALPHA)
@pytest.mark.points(1)
@pytest.mark.manner
def test_input_unchanged(submission, name):
    """The input holds the same values after the call."""
    check_purity(ArrayFunction(getattr(submission, name)))


def forward_of(prelu, alpha, x):
    return prelu(alpha).forward(x)


def forward_by_default(prelu, x):
    return prelu().forward(x)


def gradient_of_x(prelu, alpha, x, grad_output):
    return prelu(alpha=alpha).backward(x, grad_output)


def gradient_of_alpha(prelu, alpha, x, grad_output):
    layer = prelu(alpha=alpha)
    layer.backward(x, grad_output)
    found = layer.grad_alpha
    return found.item() if isinstance(found, np.ndarray) and found.size == 1 else found


def gradient_of_alpha_again(prelu, alpha, x, grad_output, next_x, next_grad_output):
    layer = prelu(alpha=alpha)
    found = {}
    batches = [(x, grad_output), (next_x, next_grad_output), (np.abs(next_x), next_grad_output)]
    for number, (value, gradient) in enumerate(batches, 1):
        layer.forward(value)
        layer.backward(value, gradient)
        grad_alpha = layer.grad_alpha
        is_one = isinstance(grad_alpha, np.ndarray) and grad_alpha.size == 1
        batch = ", with no negative entry in `x`" if number == 3 else ""
        found[f"`grad_alpha` after call {number} of `backward`{batch}"] = grad_alpha.item() if is_one else grad_alpha
    return found


def after_a_step(prelu, x, grad_output):
    other, layer = prelu(alpha=0.75), prelu(alpha=0.25)
    layer.forward(x)
    layer.backward(x, grad_output)
    kept = [np.asarray(each.alpha).item() for each in (layer, other)]
    layer.alpha = 0.5
    return {
        "`alpha` after `backward`": kept[0],
        "`alpha` of another instance": kept[1],
        "what `forward` returns once `alpha` is 0.5": layer.forward(x),
        "what `backward` returns once `alpha` is 0.5": layer.backward(x, grad_output),
        "what another instance returns": other.forward(x),
    }


def arguments_after(prelu, x, grad_output):
    layer = prelu(alpha=0.1)
    layer.forward(x)
    after_forward = x.copy()
    layer.backward(x, grad_output)
    positive = np.abs(x)
    output, gradient = layer.forward(positive), layer.backward(positive, grad_output)
    return {
        "whether `forward` returns `x` itself where no entry is negative": isinstance(output, np.ndarray)
        and np.may_share_memory(output, positive),
        "whether `backward` returns `grad_output` itself where no entry is negative": isinstance(gradient, np.ndarray)
        and np.may_share_memory(gradient, grad_output),
        "`x` after `forward`": after_forward,
        "`x` after `backward`": x,
        "`grad_output` after `backward`": grad_output,
    }


def _pair(rng, *shape):
    """An input and a gradient of its output, as arrays; no entry is 0."""
    x, grad_output = 4 * torch.randn(2, *shape, dtype=torch.float64, generator=rng)
    return {"x": x.numpy().copy(), "grad_output": grad_output.numpy().copy()}


ALPHAS = (0.1, 0.25, 0.0, 1.5, -0.5, 0.9)


def _batches(rng):
    """(alpha, x, grad_output) in several shapes; alpha also 0, above 1 and below 0."""
    shapes = [(2,), (8,), (3, 4), (5, 2, 3), (2, 2, 3, 2), (1, 6)]
    return [Call(alpha=alpha, **_pair(rng, *shape)) for alpha, shape in zip(ALPHAS, shapes, strict=True)]


def _compare_prelu(submission, reference, driver, name, calls):
    compare_data(submission.PReLU.driven(driver, name=name), partial(driver, reference.PReLU), calls)


@pytest.mark.exercise("PReLU")
@pytest.mark.points(2)
@pytest.mark.hint("Which branch an entry takes depends on its sign alone, not on which of x and alpha * x is larger.")
def test_prelu_forward_any_alpha(submission, reference, rng):
    """forward is right for any shape and any alpha: 0, above 1 and below 0 too, and 0.25 by default."""
    x = _unforeseen(rng).numpy()
    calls = [Call(alpha=alpha, x=x) for alpha in (0.25, 0.0, 1.0, 2.0, -0.5)]
    calls += [Call(alpha=alpha, x=x[:24].reshape(shape)) for alpha, shape in ((0.3, (4, 6)), (1.2, (2, 3, 4)))]
    _compare_prelu(submission, reference, forward_of, "forward", calls)
    _compare_prelu(submission, reference, forward_by_default, "PReLU().forward", [Call(x=x)])


@pytest.mark.exercise("PReLU")
@pytest.mark.points(3)
@pytest.mark.hint("The chain rule: grad_output times the slope, entry by entry.")
def test_prelu_gradient_of_the_input(submission, reference, rng):
    """backward returns grad_output times the slope, for any shape and any alpha."""
    _compare_prelu(submission, reference, gradient_of_x, "backward", _batches(rng))


@pytest.mark.exercise("PReLU")
@pytest.mark.points(4)
@pytest.mark.hint("alpha takes part in every negative entry: its gradient is one number, the sum of what each brings.")
def test_prelu_gradient_of_alpha(submission, reference, rng):
    """grad_alpha is the sum, over all entries, of grad_output times the derivative with regard to alpha."""
    calls = [*_batches(rng), Call(alpha=0.25, x=np.array([[1.0, 2.0], [3.0, 4.0]]), grad_output=np.ones((2, 2)))]
    _compare_prelu(submission, reference, gradient_of_alpha, "grad_alpha after backward", calls)


@pytest.mark.exercise("PReLU")
@pytest.mark.points(2)
@pytest.mark.hint("Every call of `backward` sets `grad_alpha`, and adds to nothing. Without negative entries it is 0.")
def test_prelu_gradient_of_alpha_is_set(submission, reference, rng):
    """Further calls of backward set grad_alpha anew, to 0 where no entry is negative."""
    following = {f"next_{name}": value for name, value in _pair(rng, 5, 2).items()}
    calls = [Call(alpha=0.1, **_pair(rng, 3, 4), **following)]
    _compare_prelu(submission, reference, gradient_of_alpha_again, "PReLU", calls)


@pytest.mark.exercise("PReLU")
@pytest.mark.points(2)
@pytest.mark.hint("Read `self.alpha` in each call; keep nothing that was computed from an earlier alpha.")
def test_prelu_after_a_step(submission, reference, rng):
    """forward and backward use alpha as it is now, each instance its own."""
    _compare_prelu(submission, reference, after_a_step, "PReLU", [Call(**_pair(rng, 3, 4))])


@pytest.mark.exercise("PReLU")
@pytest.mark.points(1)
@pytest.mark.manner
def test_prelu_arguments_unchanged(submission, reference, rng):
    """x and grad_output hold the same values after the calls, and what comes back is a new array."""
    _compare_prelu(submission, reference, arguments_after, "PReLU", [Call(**_pair(rng, 3, 4))])
