"""Public checks of `gated`: you may read them, and `rectify check gated.py` runs them."""

import pytest
import torch

from autograder.testing import Call, check_from_scratch, compare_data, compare_values

#: Weights under which each number that goes in is one number that comes out of the layer.
IDENTITY = torch.eye(2, dtype=torch.float64)


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


def unit_layers(unit, dim, hidden):
    layer = unit(dim, hidden)
    return {
        "the shape of `proj.weight`": list(layer.proj.weight.shape),
        "the number of parameters": sum(parameter.numel() for parameter in layer.parameters()),
    }


EVERY_UNIT = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.exercise(name)) for name in ("GLU", "GEGLU", "SwiGLU")]
)


@EVERY_UNIT
@pytest.mark.points(1)
@pytest.mark.manner
def test_unit_is_from_scratch(submission, name):
    """The unit does its gating itself, without torch's own."""
    call = Call(2, 1, IDENTITY, torch.tensor([[3.0, 1.0]], dtype=torch.float64))
    check_from_scratch(submission, name, [call], driver=unit_output)


@EVERY_UNIT
@pytest.mark.points(1)
@pytest.mark.hint(
    "One nn.Linear called `proj`, from dim to 2 * hidden numbers, made with bias=False, and nothing else."
)
def test_unit_layers(submission, name):
    """The unit holds one layer, `proj`, of the right shape and without a bias."""

    def expected(dim, hidden):
        return {"the shape of `proj.weight`": [2 * hidden, dim], "the number of parameters": 2 * hidden * dim}

    layers = getattr(submission, name).driven(unit_layers, name=name)
    compare_data(layers, expected, [Call(3, 4), Call(4, 4), Call(5, 1)])


#: What is right for a value of 3 and gates of 0, 1, -1 and 2.
GATED = {
    "GLU": [1.5, 2.1931757358900147, 0.8068242641099853, 2.642391233933647],
    "GEGLU": [0.0, 2.524034238205632, -0.4759657618158961, 5.863499208310925],
    "SwiGLU": [0.0, 2.1931757358900147, -0.8068242641099853, 5.284782467867294],
}


#: What is done to a gate, in words.
ACTIVATIONS = {
    "GLU": "the sigmoid",
    "GEGLU": "the exact GELU, gate times (1 + erf(gate / sqrt(2))) / 2",
    "SwiGLU": "SiLU, gate times sigmoid(gate)",
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name,
            marks=[
                pytest.mark.exercise(name),
                pytest.mark.hint(
                    "The first `hidden` numbers are the values, along the last dimension. The activation is for the "
                    f"gates, the last `hidden`, alone: {activation}."
                ),
            ],
        )
        for name, activation in ACTIVATIONS.items()
    ],
)
@pytest.mark.points(2)
def test_unit_by_hand(submission, name):
    """A value of 3 is let through by gates of 0, 1, -1 and 2 as the formula says."""
    wanted = dict(zip([0.0, 1.0, -1.0, 2.0], GATED[name], strict=True))

    def expected(x, **_arguments):
        return torch.tensor([wanted[x[1].item()]], dtype=torch.float64)

    inputs = [torch.tensor([3.0, gate], dtype=torch.float64) for gate in wanted]
    calls = [Call(dim=2, hidden=1, proj_weight=IDENTITY, x=x) for x in inputs]
    compare_values(getattr(submission, name).driven(unit_output, name=name), expected, calls)


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


def block_layers(feed_forward, dim, hidden, activation):
    layer = feed_forward(dim, hidden, activation)
    up = getattr(layer.up, "proj", layer.up)
    return {
        "the shape of `up`'s weight": list(up.weight.shape),
        "the shape of `down`'s weight": list(layer.down.weight.shape),
        "the number of parameters": sum(parameter.numel() for parameter in layer.parameters()),
    }


@pytest.mark.exercise("FeedForward")
@pytest.mark.points(1)
@pytest.mark.manner
def test_feed_forward_is_from_scratch(submission):
    """FeedForward does its gating itself, without torch's own."""
    x = torch.tensor([[3.0, 1.0]], dtype=torch.float64)
    gated = [Call(2, 1, name, IDENTITY, IDENTITY[:, :1], x) for name in ("glu", "geglu", "swiglu")]
    check_from_scratch(submission, "FeedForward", gated, driver=block_output)


@pytest.mark.exercise("FeedForward")
@pytest.mark.points(1)
@pytest.mark.hint(
    "`up` gives `hidden` numbers, twice as many for a gated activation; `down` takes `hidden` in. No biases."
)
def test_feed_forward_layers(submission):
    """FeedForward holds the layers `up` and `down`, of the right shapes and without biases."""

    def expected(dim, hidden, activation):
        rows = 2 * hidden if activation in {"glu", "geglu", "swiglu"} else hidden
        return {
            "the shape of `up`'s weight": [rows, dim],
            "the shape of `down`'s weight": [dim, hidden],
            "the number of parameters": (rows + hidden) * dim,
        }

    layers = submission.FeedForward.driven(block_layers, name="FeedForward")
    names = ("relu", "gelu", "silu", "glu", "geglu", "swiglu")
    compare_data(layers, expected, [Call(3, 4, name) for name in names] + [Call(5, 2, "relu"), Call(5, 2, "glu")])


#: What is right for an input of (3, -1): as two numbers for a plain activation, as value and gate for a gated one.
ACTIVATED = {
    "relu": [3.0, 0.0],
    "gelu": [2.9959503059051097, -0.15865525393145702],
    "silu": [2.8577223804673, -0.2689414213699951],
    "glu": [0.8068242641099853],
    "geglu": [-0.4759657618158961],
    "swiglu": [-0.8068242641099853],
}


@pytest.mark.exercise("FeedForward")
@pytest.mark.points(2)
@pytest.mark.hint(
    "x goes through `up`, then through the activation or the gating, then through `down`: in this order. Each of the "
    'six names has its own activation: the call tells which one is wrong. "gelu" and "geglu" have the exact GELU.'
)
def test_feed_forward_by_hand(submission):
    """FeedForward applies each of the six activations between `up` and `down`."""
    x = torch.tensor([3.0, -1.0], dtype=torch.float64)

    def expected(hidden, activation, down_weight, **_arguments):
        return (down_weight * torch.tensor(ACTIVATED[activation], dtype=torch.float64)).sum(dim=1)

    calls = []
    for activation, inner in ACTIVATED.items():
        down = torch.tensor([[1.0, 2.0], [-3.0, 1.0]], dtype=torch.float64)[:, : len(inner)]
        made_of = {"dim": 2, "hidden": len(inner), "activation": activation}
        calls.append(Call(**made_of, up_weight=IDENTITY, down_weight=down, x=x))
    compare_values(submission.FeedForward.driven(block_output, name="FeedForward"), expected, calls)


def with_type(matched_hidden, dim, hidden):
    found = matched_hidden(dim, hidden)
    is_float = isinstance(found, float) or (hasattr(found, "dtype") and "float" in str(found.dtype))
    return {"the width": found, "its type": "float" if is_float else "int"}


@pytest.mark.exercise("matched_hidden")
@pytest.mark.points(2)
@pytest.mark.hint("Write down how many weights each block has, set the two equal, and solve for the gated one's width.")
def test_matched_hidden_exactly(submission):
    """Where a width gives exactly as many weights, matched_hidden is that."""
    wanted = {6: 4, 12: 8, 24: 16}
    calls = [Call(2, 6), Call(4, 12), Call(1, 24)]
    compare_data(submission.matched_hidden, lambda _dim, hidden: wanted[hidden], calls)


@pytest.mark.exercise("matched_hidden")
@pytest.mark.points(1)
@pytest.mark.hint("A layer's width is an int, and the gated block may have fewer weights, not more: round down.")
def test_matched_hidden_rounded(submission):
    """Where no width is exact, matched_hidden is the next smaller whole number."""
    wanted = {7: 4, 8: 5, 13: 8}
    calls = [Call(2, 7), Call(4, 8), Call(3, 13)]

    def expected(_dim, hidden):
        return {"the width": wanted[hidden], "its type": "int"}

    compare_data(submission.matched_hidden.driven(with_type), expected, calls)
