"""Public checks of dead neurons: run them with `rectify check dead_neurons.py`."""

import pytest
import torch
from torch import nn

from autograder.testing import Call, compare_data


def fractions(dead_fraction, weights, biases, batches):
    layers = []
    for weight, bias in zip(weights, biases, strict=True):
        linear = nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            linear.weight.copy_(weight)
            linear.bias.copy_(bias)
        layers += [linear, nn.ReLU()]
    return {
        f"the dead fraction of `{name}`": share
        for name, share in dead_fraction(nn.Sequential(*layers), batches).items()
    }


def layer_names(revive, negative_slope):
    model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Sequential(nn.Linear(3, 3), nn.ReLU()), nn.Tanh())
    layers = {}
    for name, module in revive(model, negative_slope).named_modules(remove_duplicate=False):
        if isinstance(module, nn.LeakyReLU):
            layers[f"what stands at `{name}`"] = f"LeakyReLU(negative_slope={module.negative_slope})"
        elif not list(module.children()):
            layers[f"what stands at `{name}`"] = str(module)
    return layers


@pytest.mark.exercise("count_dead_neurons")
@pytest.mark.points(2)
@pytest.mark.hint("A neuron is a column. It is dead if all of its column is exactly 0.")
def test_count(submission):
    """count_dead_neurons counts the columns that are 0 throughout, and gives their percentage."""
    some = torch.tensor([[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 2.0, 0.0]])
    compare_data(
        submission.count_dead_neurons,
        lambda x: (2, 50.0) if x.shape[1] == 4 else (0, 0.0),
        [Call(some), Call(some[:, 1:3])],
    )


@pytest.mark.exercise("dead_fraction")
@pytest.mark.points(2)
@pytest.mark.hint("A neuron that is 0 in one batch and not in another is alive.")
def test_one_layer(submission):
    """dead_fraction of one layer counts over all batches together."""
    weights, biases = [torch.tensor([[1.0], [0.0]])], [torch.tensor([0.0, -1.0])]
    batches = [torch.tensor([[-1.0]]), torch.tensor([[2.0]])]
    wanted = lambda *args: {"the dead fraction of `1`": 0.5 if len(args[2]) == 2 else 1.0}  # noqa: E731
    calls = [Call(weights, biases, batches), Call(weights, biases, batches[:1])]
    compare_data(submission.dead_fraction.driven(fractions, "dead_fraction"), wanted, calls)


@pytest.mark.exercise("dead_fraction")
@pytest.mark.points(2)
@pytest.mark.hint("model.named_modules() gives each module with its name.")
def test_two_layers(submission):
    """dead_fraction has an entry for each nn.ReLU, by its name."""
    weights = [torch.eye(2), torch.tensor([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])]
    wanted = lambda *_args: {"the dead fraction of `1`": 0.0, "the dead fraction of `3`": 0.5}  # noqa: E731
    call = Call(weights, [torch.zeros(2), torch.zeros(4)], [torch.tensor([[1.0, 2.0], [3.0, 0.5]])])
    compare_data(submission.dead_fraction.driven(fractions, "dead_fraction"), wanted, call)


@pytest.mark.exercise("diagnose")
@pytest.mark.points(2)
@pytest.mark.hint("Strictly above: a fraction that equals the threshold does not count.")
def test_diagnose(submission):
    """diagnose names those above the threshold, in their order."""
    wanted = lambda found: ["1", "5"] if "1" in found else ["0"]  # noqa: E731
    compare_data(submission.diagnose, wanted, [Call({"1": 0.5, "3": 0.2, "5": 0.25}), Call({"2": 0.1, "0": 0.9})])


@pytest.mark.exercise("revive")
@pytest.mark.points(2)
@pytest.mark.hint("setattr(parent, name, new_module) replaces a child; children of children need it, too.")
def test_revive(submission):
    """revive replaces the ReLUs of a nested network, and nothing else."""

    def expected(slope):
        return {
            "what stands at `0`": "Linear(in_features=2, out_features=3, bias=True)",
            "what stands at `1`": f"LeakyReLU(negative_slope={slope})",
            "what stands at `2.0`": "Linear(in_features=3, out_features=3, bias=True)",
            "what stands at `2.1`": f"LeakyReLU(negative_slope={slope})",
            "what stands at `3`": "Tanh()",
        }

    compare_data(submission.revive.driven(layer_names, "revive"), expected, [Call(0.1), Call(0.25)])
