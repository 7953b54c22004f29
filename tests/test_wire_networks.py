"""Networks cross the wall as descriptions: what is built on the other side is the same network."""

from typing import Any

import pytest
import torch
from torch import nn

from autograder.testing.call import Call, format_value
from autograder.wire.codec import WireError, decode, encode
from autograder.wire.networks import LAYERS, Network
from tests.test_wire_codec import crossed


def network() -> Any:
    shared = nn.ReLU()
    inner = nn.Sequential(nn.Linear(6, 6, bias=False), shared)
    return nn.Sequential(nn.Conv1d(2, 3, 3), nn.BatchNorm1d(3), nn.Flatten(), inner, shared, nn.Dropout(0.3))


def test_a_network_computes_the_same_on_the_other_side() -> None:
    """Weights, settings, statistics and modes come along, and the two share no memory."""
    original = network()
    original(torch.randn(5, 2, 4))
    original.eval()
    built = crossed(Network.of(original), views=True).build()
    x = torch.randn(3, 2, 4)
    assert torch.equal(built(x), original(x))
    assert [m.training for m in built.modules()] == [m.training for m in original.modules()]
    with torch.no_grad():
        built[0].weight.zero_()
    assert original[0].weight.abs().sum() > 0


def test_a_module_in_two_places_is_one_module_there() -> None:
    """What was shared is shared again, under the same names."""
    built: Any = Network.of(network()).build()
    assert built[3][1] is built[4]
    assert [name for name, _ in built.named_modules()] == [name for name, _ in network().named_modules()]


def test_modes_may_differ_from_layer_to_layer() -> None:
    """A frozen part of a network in training."""
    original = network()
    original[1].eval()
    modes = {name: module.training for name, module in Network.of(original).build().named_modules()}
    assert modes == {name: module.training for name, module in original.named_modules()}


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.__name__)
def test_every_allowed_layer_can_be_built_again(layer: type[nn.Module]) -> None:
    """With the settings that it was made with."""
    arguments: dict[str, list[Any]] = {
        "AdaptiveAvgPool2d": [2],
        "AvgPool2d": [2],
        "BatchNorm1d": [3],
        "BatchNorm2d": [3],
        "Conv1d": [2, 3, 3],
        "Conv2d": [2, 3, 3],
        "LayerNorm": [4],
        "Linear": [3, 2],
        "MaxPool2d": [2],
        "Softmax": [-1],
        "Unflatten": [1, (2, 3)],
    }
    original = layer(*arguments.get(layer.__name__, []))
    built = crossed(Network.of(original), views=True).build()
    assert repr(built) == repr(original)
    assert all(
        torch.equal(a, b) for a, b in zip(built.state_dict().values(), original.state_dict().values(), strict=True)
    )


def test_float64_weights_stay_float64() -> None:
    """The dtype is the weights' own."""
    assert Network.of(nn.Linear(2, 1).double()).build()(torch.ones(1, 2).double()).dtype is torch.float64


def test_building_leaves_the_random_numbers_alone() -> None:
    """A student's seed decides the student's draws."""
    described = Network.of(nn.Linear(3, 3))
    torch.manual_seed(5)
    expected = torch.rand(2)
    torch.manual_seed(5)
    described.build()
    assert torch.equal(torch.rand(2), expected)


def test_a_layer_that_is_not_allowed_is_refused() -> None:
    """With its name."""
    with pytest.raises(ValueError, match="a `Bilinear` is no layer"):
        Call(nn.Sequential(nn.Bilinear(2, 2, 2)))


def test_a_network_goes_inwards_only() -> None:
    """A submission that returns one, or writes one, returns no data."""
    with pytest.raises(WireError, match="a `Network` is not data"):
        encode(Network.of(nn.ReLU()))
    with pytest.raises(WireError, match="a `Linear` is not data"):
        encode(nn.Linear(1, 1))
    with pytest.raises(WireError, match="a tag that nothing writes"):
        decode(b'{"m":[[],{"d":[]}]}', b"")


def test_a_network_is_told_by_its_layers() -> None:
    """As a student would write it, shortened."""
    call = Call(nn.Sequential(nn.Linear(4, 8), nn.ReLU()))
    assert format_value(call.args[0]) == "Sequential(Linear(4, 8), ReLU(False))"
