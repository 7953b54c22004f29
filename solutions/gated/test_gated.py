"""Hidden checks of `gated`."""

from functools import partial

import pytest
import torch

from autograder.testing import Call, Tolerance, check_from_scratch, compare_data, compare_values

UNITS = ("GLU", "GEGLU", "SwiGLU")
PLAIN = ("relu", "gelu", "silu")
GATED = ("glu", "geglu", "swiglu")
GRADIENTS = Tolerance(1e-6, 1e-7)
FAR = Tolerance(1e-4, 1e-4)

EVERY_UNIT = pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.exercise(name)) for name in UNITS])


def unit_output(unit, dim, hidden, proj_weight, x):
    layer = unit(dim, hidden).to(x.dtype)
    if layer.proj.weight.shape != proj_weight.shape:
        wanted = tuple(proj_weight.shape)
        raise ValueError(f"`proj.weight` has the shape {tuple(layer.proj.weight.shape)}, and {wanted} is wanted")
    with torch.no_grad():
        layer.proj.weight.copy_(proj_weight)
        if layer.proj.bias is not None:
            layer.proj.bias.zero_()
    return layer(x)


def unit_input_after(unit, dim, hidden, proj_weight, x):
    layer = unit(dim, hidden).to(x.dtype)
    if layer.proj.weight.shape != proj_weight.shape:
        wanted = tuple(proj_weight.shape)
        raise ValueError(f"`proj.weight` has the shape {tuple(layer.proj.weight.shape)}, and {wanted} is wanted")
    with torch.no_grad():
        layer.proj.weight.copy_(proj_weight)
    layer(x)
    return {"its input, after the call,": x}


def unit_gradients(unit, dim, hidden, proj_weight, x, grad_output):
    layer = unit(dim, hidden).to(x.dtype)
    if layer.proj.weight.shape != proj_weight.shape:
        wanted = tuple(proj_weight.shape)
        raise ValueError(f"`proj.weight` has the shape {tuple(layer.proj.weight.shape)}, and {wanted} is wanted")
    with torch.no_grad():
        layer.proj.weight.copy_(proj_weight)
        if layer.proj.bias is not None:
            layer.proj.bias.zero_()
    x.requires_grad_()
    output = layer(x)
    if output.requires_grad:
        output.backward(grad_output)
    gradients = {"the gradient of `proj.weight`": layer.proj.weight.grad, "the gradient of `x`": x.grad}
    return {name: "none" if gradient is None else gradient for name, gradient in gradients.items()}


def unit_far_out(unit, dim, hidden, proj_weight, x):
    layer = unit(dim, hidden).to(x.dtype)
    if layer.proj.weight.shape != proj_weight.shape:
        wanted = tuple(proj_weight.shape)
        raise ValueError(f"`proj.weight` has the shape {tuple(layer.proj.weight.shape)}, and {wanted} is wanted")
    with torch.no_grad():
        layer.proj.weight.copy_(proj_weight)
        if layer.proj.bias is not None:
            layer.proj.bias.zero_()
    x.requires_grad_()
    output = layer(x)
    if output.requires_grad:
        output.sum().backward()
    return {"what it returns": output.detach(), "the gradient of `x`": "none" if x.grad is None else x.grad}


def _randn(rng, *shape):
    return torch.randn(*shape, dtype=torch.float64, generator=rng)


def _unit_call(rng, dim, hidden, *batch, dtype=torch.float64):
    proj_weight, x = _randn(rng, 2 * hidden, dim), _randn(rng, *batch, dim)
    return Call(dim=dim, hidden=hidden, proj_weight=proj_weight.to(dtype), x=x.to(dtype))


def _compare_unit(submission, reference, name, driver, calls, tolerance=None):
    compare = compare_values if driver is unit_output else compare_data
    driven = getattr(submission, name).driven(driver, name=name)
    compare(driven, partial(driver, getattr(reference, name)), calls, tolerance)


@EVERY_UNIT
@pytest.mark.points(2)
@pytest.mark.hint(
    "The first `hidden` numbers are the values. The activation is for the gates, the last `hidden`, alone."
)
def test_unit_any_weights(submission, reference, rng, name):
    """The values are right for any sizes and any weights, with gates from -8 to 8 too."""
    calls = [_unit_call(rng, *sizes) for sizes in ((2, 1, 3), (1, 2, 5), (3, 4, 8), (4, 3, 8), (6, 8, 16), (8, 2, 2))]
    gates = torch.linspace(-8, 8, 65, dtype=torch.float64)
    rows = torch.stack([torch.full_like(gates, 1.5), gates], dim=1)
    calls.append(Call(dim=2, hidden=1, proj_weight=torch.eye(2, dtype=torch.float64), x=rows))
    _compare_unit(submission, reference, name, unit_output, calls)
    check_from_scratch(submission, name, calls, unit_output)  # also where no public check has looked


@EVERY_UNIT
@pytest.mark.points(1)
@pytest.mark.hint("The halves lie along the last dimension, however many stand before it, and whatever their sizes.")
def test_unit_any_shape(submission, reference, rng, name):
    """A single row, an empty batch, three and four dimensions and a transposed batch give (..., hidden)."""
    batches = [(), (1,), (2, 4), (4, 2), (2, 3, 4), (0,), (2, 0)]
    calls = [_unit_call(rng, 3, 4, *batch) for batch in batches]
    calls.append(Call(dim=3, hidden=4, proj_weight=_randn(rng, 8, 3), x=_randn(rng, 3, 5).t()))
    _compare_unit(submission, reference, name, unit_output, calls)
    _compare_unit(submission, reference, name, unit_input_after, [_unit_call(rng, 3, 4, 2, 5)])


@EVERY_UNIT
@pytest.mark.points(1)
@pytest.mark.hint("New tensors, and numbers made into tensors, need the input's dtype.")
def test_unit_dtypes(submission, reference, rng, name):
    """float32, float64 and bfloat16 come back as they went in, right to each one's own precision."""
    calls = [_unit_call(rng, 3, 4, 5, dtype=dtype) for dtype in (torch.float32, torch.float64)]
    identity, x = torch.eye(2, dtype=torch.bfloat16), torch.tensor([[3.0, 1.0], [2.0, -1.0]], dtype=torch.bfloat16)
    calls.append(Call(dim=2, hidden=1, proj_weight=identity, x=x))
    _compare_unit(submission, reference, name, unit_output, calls)


@EVERY_UNIT
@pytest.mark.points(1)
@pytest.mark.hint(
    "Values and gates both depend on `proj.weight` and on x, by torch operations that autograd can follow."
)
def test_unit_gradients(submission, reference, rng, name):
    """The gradients of the weights and of the input are right."""
    calls = []
    for dim, hidden in ((2, 1), (3, 4), (5, 2)):
        call = _unit_call(rng, dim, hidden, 6)
        calls.append(Call(**call.kwargs, grad_output=_randn(rng, 6, hidden)))
    _compare_unit(submission, reference, name, unit_gradients, calls, GRADIENTS)


@EVERY_UNIT
@pytest.mark.points(1)
@pytest.mark.hint("`exp(89)` is more than float32 holds, and inf * 0 is NaN. torch.sigmoid guards against it.")
def test_unit_extremes(submission, reference, name):
    """With gates as large as 10000 and -10000 values and gradients are finite, and at their limits."""
    gates = [1e4, -1e4, 1e3, -1e3, 750.0, -750.0, 100.0, -100.0, -89.0]
    rows = torch.tensor([[2.0, gate] for gate in gates])
    calls = [
        Call(dim=2, hidden=1, proj_weight=torch.eye(2, dtype=dtype), x=row.to(dtype)[None])
        for row in rows
        for dtype in (torch.float32, torch.float64)
    ]
    _compare_unit(submission, reference, name, unit_far_out, calls, FAR)


def block_output(feed_forward, dim, hidden, activation, up_weight, down_weight, x):
    layer = feed_forward(dim, hidden, activation).to(x.dtype)
    up = getattr(layer.up, "proj", layer.up)
    for name, weight, wanted in (("up", up.weight, up_weight), ("down", layer.down.weight, down_weight)):
        if weight.shape != wanted.shape:
            shapes = f"{tuple(weight.shape)}, and {tuple(wanted.shape)} is wanted"
            raise ValueError(f"the weight of `{name}` has the shape {shapes}")
    with torch.no_grad():
        up.weight.copy_(up_weight)
        layer.down.weight.copy_(down_weight)
        for linear in (up, layer.down):
            if linear.bias is not None:
                linear.bias.zero_()
    return layer(x)


def block_input_after(feed_forward, dim, hidden, activation, up_weight, down_weight, x):
    layer = feed_forward(dim, hidden, activation).to(x.dtype)
    layer(x)
    return {"its input, after the call,": x}


def block_gradients(feed_forward, dim, hidden, activation, up_weight, down_weight, x, grad_output):
    layer = feed_forward(dim, hidden, activation).to(x.dtype)
    up = getattr(layer.up, "proj", layer.up)
    for name, weight, wanted in (("up", up.weight, up_weight), ("down", layer.down.weight, down_weight)):
        if weight.shape != wanted.shape:
            shapes = f"{tuple(weight.shape)}, and {tuple(wanted.shape)} is wanted"
            raise ValueError(f"the weight of `{name}` has the shape {shapes}")
    with torch.no_grad():
        up.weight.copy_(up_weight)
        layer.down.weight.copy_(down_weight)
        for linear in (up, layer.down):
            if linear.bias is not None:
                linear.bias.zero_()
    x.requires_grad_()
    output = layer(x)
    if output.requires_grad:
        output.backward(grad_output)
    gradients = {
        "the gradient of `up`'s weight": up.weight.grad,
        "the gradient of `down`'s weight": layer.down.weight.grad,
        "the gradient of `x`": x.grad,
    }
    return {name: "none" if gradient is None else gradient for name, gradient in gradients.items()}


def _block_call(rng, dim, hidden, activation, *batch, dtype=torch.float64):
    rows = 2 * hidden if activation in GATED else hidden
    tensors = {
        "up_weight": _randn(rng, rows, dim).to(dtype),
        "down_weight": _randn(rng, dim, hidden).to(dtype),
        "x": _randn(rng, *batch, dim).to(dtype),
    }
    return Call(dim=dim, hidden=hidden, activation=activation, **tensors)


def _compare_block(submission, reference, driver, calls, tolerance=None):
    compare = compare_values if driver is block_output else compare_data
    driven = submission.FeedForward.driven(driver, name="FeedForward")
    compare(driven, partial(driver, reference.FeedForward), calls, tolerance)


@pytest.mark.exercise("FeedForward")
@pytest.mark.points(1)
@pytest.mark.hint("`down` is applied to the activation of what `up` gives, and nothing to what `down` gives.")
def test_feed_forward_plain(submission, reference, rng):
    """FeedForward is right with each plain activation, for any sizes and weights."""
    calls = [
        _block_call(rng, *sizes[:2], name, sizes[2]) for name in PLAIN for sizes in ((2, 2, 3), (3, 8, 7), (4, 1, 5))
    ]
    _compare_block(submission, reference, block_output, calls)


@pytest.mark.exercise("FeedForward")
@pytest.mark.points(2)
@pytest.mark.hint("What `up` gives is gated as in your units: values first; sigmoid, GELU or SiLU for the gates.")
def test_feed_forward_gated(submission, reference, rng):
    """FeedForward is right with each gated activation, for any sizes and weights."""
    calls = [
        _block_call(rng, *sizes[:2], name, sizes[2]) for name in GATED for sizes in ((2, 1, 3), (3, 8, 7), (4, 3, 5))
    ]
    _compare_block(submission, reference, block_output, calls)
    check_from_scratch(submission, "FeedForward", calls, block_output)  # also where no public check has looked


@pytest.mark.exercise("FeedForward")
@pytest.mark.points(1)
@pytest.mark.hint("The halves lie along the last dimension, however many stand before it, and whatever their sizes.")
def test_feed_forward_any_shape(submission, reference, rng):
    """A single row, an empty batch, three and four dimensions give (..., dim)."""
    batches = [(), (1,), (2, 4), (4, 2), (2, 3, 4), (0,), (2, 0)]
    calls = [_block_call(rng, 3, 4, name, *batch) for name in ("relu", "swiglu") for batch in batches]
    _compare_block(submission, reference, block_output, calls)
    after = [_block_call(rng, 3, 4, name, 2, 5) for name in ("gelu", "geglu")]
    _compare_block(submission, reference, block_input_after, after)


@pytest.mark.exercise("FeedForward")
@pytest.mark.points(1)
@pytest.mark.hint("New tensors, and numbers made into tensors, need the input's dtype.")
def test_feed_forward_dtypes(submission, reference, rng):
    """float32, float64 and bfloat16 come back as they went in, right to each one's own precision."""
    calls = [
        _block_call(rng, 3, 4, name, 5, dtype=dtype)
        for name in ("silu", "glu")
        for dtype in (torch.float32, torch.float64)
    ]
    tensors = {"up_weight": torch.eye(2), "down_weight": torch.tensor([[1.0], [2.0]]), "x": torch.tensor([3.0, 1.0])}
    half = {name: tensor.to(torch.bfloat16) for name, tensor in tensors.items()}
    calls.append(Call(dim=2, hidden=1, activation="swiglu", **half))
    _compare_block(submission, reference, block_output, calls)


@pytest.mark.exercise("FeedForward")
@pytest.mark.points(1)
@pytest.mark.hint("Both layers take part, by torch operations that autograd can follow.")
def test_feed_forward_gradients(submission, reference, rng):
    """The gradients of both layers' weights and of the input are right."""
    calls = []
    for name in (*PLAIN, *GATED):
        call = _block_call(rng, 3, 4, name, 6)
        calls.append(Call(**call.kwargs, grad_output=_randn(rng, 6, 3)))
    _compare_block(submission, reference, block_gradients, calls, GRADIENTS)


def with_type(matched_hidden, dim, hidden):
    found = matched_hidden(dim, hidden)
    is_float = isinstance(found, float) or (hasattr(found, "dtype") and "float" in str(found.dtype))
    return {"the width": found, "its type": "float" if is_float else "int"}


@pytest.mark.exercise("matched_hidden")
@pytest.mark.points(3)
@pytest.mark.hint(
    "Count each block's weights, biases left out: the gated one has three matrices where the other has two."
)
def test_matched_hidden_where_it_is_exact(submission, reference):
    """Where a width gives exactly as many weights, matched_hidden is that, whatever dim is."""
    calls = [Call(dim, hidden) for dim in (1, 2, 3, 5, 16) for hidden in (3, 6, 9, 15, 30, 48)]
    calls += [Call(1, 99_999), Call(4, 300)]
    compare_data(submission.matched_hidden, reference.matched_hidden, calls)


@pytest.mark.exercise("matched_hidden")
@pytest.mark.points(3)
@pytest.mark.hint("The largest width with which the gated block has no more weights than the plain one: round down.")
def test_matched_hidden_rounded_down(submission, reference):
    """Where no width is exact, matched_hidden is the next smaller whole number, whatever dim is."""
    calls = [Call(dim, hidden) for dim in (1, 2, 4, 7, 16) for hidden in (2, 4, 5, 7, 8, 10, 32, 64)]
    calls += [Call(512, 2048), Call(1, 100_000)]
    compare_data(submission.matched_hidden, reference.matched_hidden, calls)


@pytest.mark.exercise("matched_hidden")
@pytest.mark.points(1)
@pytest.mark.hint("A layer's width is a whole number: `//` gives one, `/` a float.")
def test_matched_hidden_is_a_whole_number(submission, reference):
    """matched_hidden returns an int, with which a layer can be made."""
    compare_data(
        submission.matched_hidden.driven(with_type),
        partial(with_type, reference.matched_hidden),
        [Call(2, 6), Call(3, 9)],
    )
