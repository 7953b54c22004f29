"""Hidden checks of dead neurons."""

from functools import partial

import pytest
import torch
from torch import nn

from autograder.testing import Call, Tolerance, compare_data

CLOSE = Tolerance(1e-6, 1e-6)


def layer(rng, inputs, outputs, bias=-1.0):
    """A linear layer of which some neurons are dead."""
    linear = nn.Linear(inputs, outputs)
    linear.weight.data = torch.randn(outputs, inputs, generator=rng) / inputs**0.5
    linear.bias.data = bias + torch.randn(outputs, generator=rng)
    return linear


def batches_of(rng, *shape, count=3):
    return [torch.randn(shape, generator=rng) for _ in range(count)]


def as_phrases(dead_fraction, model, batches):
    return {f"the dead fraction of `{name}`": share for name, share in dead_fraction(model, batches).items()}


def check_fractions(submission, reference, calls, name="dead_fraction"):
    function = submission.dead_fraction.driven(as_phrases, name)
    compare_data(function, partial(as_phrases, reference.dead_fraction), calls, CLOSE)


@pytest.mark.exercise("count_dead_neurons")
@pytest.mark.points(2)
@pytest.mark.hint("Dead is exactly 0. A leaky ReLU's outputs below 0 are alive.")
def test_count_of_leaky_outputs(submission, reference, rng):
    """count_dead_neurons does not take outputs below 0 for dead, nor those that cancel each other."""
    x = torch.randn(6, 8, generator=rng)
    x[:, 2] = -x[:, 2].abs() - 0.01
    x[:, 5] = 0.0
    x[:, 6] = torch.tensor([1.5, -1.5, 0.0, 0.25, 0.0, -0.25])
    x[:, 7] = 1e-30
    compare_data(submission.count_dead_neurons, reference.count_dead_neurons, [Call(x), Call(-x.abs())], CLOSE)


@pytest.mark.exercise("count_dead_neurons")
@pytest.mark.points(2)
@pytest.mark.hint("Over the batch, not over the features: of shape (N, neurons), there are as many neurons as columns.")
def test_count_of_any_layer(submission, reference, rng):
    """count_dead_neurons is right for wide and narrow layers, for one example and for none dead or all."""
    calls = [Call(torch.randn(n, m, generator=rng).clamp(min=0.4) - 0.4) for n, m in ((1, 7), (2, 9), (3, 1), (5, 40))]
    calls += [Call(torch.zeros(4, 3)), Call(torch.ones(4, 3)), Call(torch.zeros(4, 3, dtype=torch.float64))]
    compare_data(submission.count_dead_neurons, reference.count_dead_neurons, calls, CLOSE)


@pytest.mark.exercise("count_dead_neurons")
@pytest.mark.points(2)
@pytest.mark.hint("Of a convolution a neuron is a channel, dimension 1: dead if it is 0 at every position.")
def test_count_of_channels(submission, reference, rng):
    """count_dead_neurons takes the channels of a convolution for its neurons."""
    x = (torch.randn(3, 6, 4, 4, generator=rng) - 1).clamp(min=0)
    x[:, 1] = 0
    x[:, 4] = 0
    x[1, 4, 2, 3] = 0.5
    x[:, 5] = 0
    x[:, 5, 0, :2] = torch.tensor([1.5, -1.5])
    calls = [Call(x), Call(x[:, :, 0]), Call(x[:1])]
    compare_data(submission.count_dead_neurons, reference.count_dead_neurons, calls, CLOSE)


@pytest.mark.exercise("dead_fraction")
@pytest.mark.points(3)
@pytest.mark.hint("Keep, for each ReLU, which neurons were not 0 in any example so far.")
def test_over_all_batches(submission, reference, rng):
    """dead_fraction counts a neuron as dead only if it is 0 in every batch; batches may differ in size."""
    model = nn.Sequential(layer(rng, 5, 30, -2.0), nn.ReLU(), layer(rng, 30, 20), nn.ReLU(), nn.Linear(20, 2))
    some = [torch.randn(n, 5, generator=rng) for n in (1, 4, 2, 1)]
    check_fractions(submission, reference, [Call(model, some), Call(model, some[:1]), Call(model, some[::-1])])


@pytest.mark.exercise("dead_fraction")
@pytest.mark.points(2)
@pytest.mark.hint("Call model.eval() before the pass: dropout and batch normalisation behave otherwise in training.")
def test_in_evaluation_mode(submission, reference, rng):
    """dead_fraction measures without dropout, and with the running statistics of batch normalisation."""
    norm = nn.BatchNorm1d(12)
    norm.running_mean.copy_(torch.randn(12, generator=rng))
    norm.running_var.copy_(torch.rand(12, generator=rng) + 0.5)
    norm.bias.data = torch.randn(12, generator=rng) - 1.5
    model = nn.Sequential(layer(rng, 4, 12), norm, nn.ReLU(), nn.Dropout(0.7), layer(rng, 12, 12, -0.5), nn.ReLU())
    check_fractions(
        submission, reference, [Call(model, batches_of(rng, 3, 4)), Call(model, batches_of(rng, 2, 4, count=1))]
    )


@pytest.mark.exercise("dead_fraction")
@pytest.mark.points(3)
@pytest.mark.hint("Of a convolution's output, shape (N, C, H, W), the neurons are the C channels.")
def test_convolutions_and_nesting(submission, reference, rng):
    """dead_fraction finds the ReLUs, and them alone, however deeply nested, after convolutions and linear layers."""
    convolution = nn.Conv2d(1, 8, 3)
    convolution.weight.data = torch.randn(8, 1, 3, 3, generator=rng) / 3
    convolution.bias.data = torch.tensor([-9.0, -50.0, -50.0, 0.0, -9.0, -3.0, 1.0, -1.5])
    for channel, row in ((1, 0), (2, 1)):  # alive at one position of one example alone
        convolution.weight.data[channel] = 0.0
        convolution.weight.data[channel, 0, row, 0] = 1.0
    block = nn.Sequential(convolution, nn.Sequential(nn.LeakyReLU(0.5), nn.ReLU6(), nn.ReLU()))
    model = nn.Sequential(block, nn.Flatten(), nn.Sequential(nn.Sequential(layer(rng, 32, 16, -2.0)), nn.ReLU()))
    some = batches_of(rng, 2, 1, 4, 4)
    some[0][1, 0, 1, 0] = 100.0
    check_fractions(submission, reference, [Call(model, some)])


def in_a_module(dead_fraction, weights, batches):
    class Residual(nn.Module):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Linear(6, 6), nn.Linear(6, 6)
            self.act = nn.ReLU(inplace=False)
            self.heads = nn.ModuleDict({"a": nn.Sequential(nn.Linear(6, 5), nn.ReLU())})
            self.never = nn.ReLU()

        def forward(self, x):
            h = self.act(self.up(x))
            return self.heads["a"](x + self.act(self.down(h)))

    model = Residual()
    with torch.no_grad():
        for linear, (weight, bias) in zip((model.up, model.down, model.heads["a"][0]), weights, strict=True):
            linear.weight.copy_(weight)
            linear.bias.copy_(bias)
    found = dead_fraction(model, iter(batches))
    return {f"the dead fraction of `{name}`": found.get(name) for name in ("act", "heads.a.1")}


@pytest.mark.exercise("dead_fraction")
@pytest.mark.points(2)
@pytest.mark.hint("A hook on each ReLU sees every call of it, wherever it stands in the network.")
def test_modules_of_ones_own(submission, reference, rng):
    """dead_fraction works for a network with a forward of its own, and for a ReLU that is called twice."""
    weights = []
    for outputs in (6, 6, 5):
        linear = layer(rng, 6, outputs, -1.5)
        weights.append((linear.weight.data, linear.bias.data))
    function = submission.dead_fraction.driven(in_a_module, "dead_fraction")
    calls = Call(weights, batches_of(rng, 2, 6))
    compare_data(function, partial(in_a_module, reference.dead_fraction), calls, CLOSE)


def left_behind(dead_fraction, model, batches, training):
    calls = []
    model[2].register_forward_hook(lambda _module, _inputs, _output: calls.append(1))
    model.train(training)
    model[3].train(not training)
    torch.manual_seed(0)
    model(batches[0]).sum().backward()
    dead_fraction(model, batches)
    hooks = sum(len(m._forward_hooks) + len(m._forward_pre_hooks) + len(m._backward_hooks) for m in model.modules())
    modes = {
        f"the mode of {f'`{name}`' if name else 'the network'}": "training" if module.training else "evaluation"
        for name, module in model.named_modules()
    }
    calls.clear()
    found = {f"`{name}`": value.clone() for name, value in model.state_dict().items()}
    gradients = {f"the gradient in `{name}.grad`": p.grad for name, p in model.named_parameters()}
    model.eval()(batches[0])
    return {
        **modes,
        "the number of hooks left on it (it had one)": hooks,
        "how often the hook that it had is called in one pass": len(calls),
        **found,
        **gradients,
        "whether its parameters still require gradients": all(p.requires_grad for p in model.parameters()),
        "whether gradients are still recorded": torch.is_grad_enabled(),
    }


@pytest.mark.exercise("dead_fraction")
@pytest.mark.points(4)
@pytest.mark.manner
@pytest.mark.hint("Note each module's mode and put it back; remove the hooks that you register; use torch.no_grad().")
@pytest.mark.parametrize("training", [pytest.param(True, id="training")])
def test_leaves_the_network_alone(submission, reference, rng, training):
    """dead_fraction leaves modes, statistics, gradients and hooks as they were."""
    model = nn.Sequential(layer(rng, 4, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Dropout(0.5), nn.Linear(6, 2))
    calls = [Call(model, batches_of(rng, 5, 4), training), Call(model, batches_of(rng, 5, 4), not training)]
    function = submission.dead_fraction.driven(left_behind, "after dead_fraction, the network")
    compare_data(function, partial(left_behind, reference.dead_fraction), calls, CLOSE)


@pytest.mark.exercise("diagnose")
@pytest.mark.points(2)
@pytest.mark.hint("Compare with the threshold that is passed in; keep the order of the dict.")
def test_diagnose_any_threshold(submission, reference):
    """diagnose uses the threshold that it is given, and keeps the order."""
    found = {"z": 0.9, "a": 0.1, "m.1": 0.3, "m.0": 0.30001, "b": 0.0, "c": 1.0}
    calls = [Call(found), Call(found, 0.3), Call(found, threshold=0.0), Call(found, 1.0), Call({})]
    compare_data(submission.diagnose, reference.diagnose, calls)


def revived(revive, x, **slope):
    class Block(nn.Module):
        def __init__(self, shared):
            super().__init__()
            self.first, self.second = nn.Linear(4, 4), nn.Linear(4, 4)
            self.act = shared
            self.list = nn.ModuleList([nn.ReLU(), nn.Tanh(), nn.Sequential(nn.ReLU(inplace=True))])

        def forward(self, x):
            return x + self.list[2](self.second(self.act(self.first(x)))) + self.list[0](x)

    torch.manual_seed(4)
    shared = nn.ReLU()
    model = nn.Sequential(Block(shared), shared, Block(shared), nn.Dropout(0.1), nn.Linear(4, 4), shared).eval()
    model[3].train()
    before = list(model.parameters())
    back = revive(model, **slope)
    places = dict(model.named_modules(remove_duplicate=False))
    kept = {name: m for name, m in model.named_modules() if not isinstance(m, nn.ReLU | nn.LeakyReLU)}
    found = {
        "whether the model that was passed in is returned": back is model,
        "the list of places where a ReLU is left": [name for name, m in places.items() if isinstance(m, nn.ReLU)],
        "the list of the slopes of the leaky ReLUs": sorted(
            {m.negative_slope for m in places.values() if isinstance(m, nn.LeakyReLU)}
        ),
        "the list of modules in training mode": [name for name, m in kept.items() if m.training],
        "whether the parameters are kept as they are": len(before) == len(list(model.parameters()))
        and all(old is new for old, new in zip(before, model.parameters(), strict=True)),
        **{f"`{name}`": value.clone() for name, value in model.state_dict().items()},
    }
    return {**found, "what it computes": model.eval()(x.clone()).detach()}


@pytest.mark.exercise("revive")
@pytest.mark.points(6)
@pytest.mark.hint(
    "Change the model itself, with the slope that is asked for, and at every place: attributes, lists, children of "
    "children, and each place of a shared ReLU. All the rest stays as it is."
)
def test_revive_everywhere(submission, reference, rng):
    """revive reaches nested and shared ReLUs in a network with modules of its own, and keeps all the rest."""
    calls = [Call(torch.randn(5, 4, generator=rng)), Call(torch.randn(5, 4, generator=rng), negative_slope=0.3)]
    compare_data(submission.revive.driven(revived, "revive"), partial(revived, reference.revive), calls, CLOSE)


def other_layers(revive, model, x):
    layers = {}
    for name, module in revive(model, 0.2).named_modules(remove_duplicate=False):
        leaky = isinstance(module, nn.LeakyReLU)
        layers[f"what stands at `{name}`"] = (
            f"a LeakyReLU of slope {module.negative_slope}" if leaky else type(module).__name__
        )
    return {**layers, "what it computes": model.eval()(x.clone()).detach()}


@pytest.mark.exercise("revive")
@pytest.mark.points(2)
@pytest.mark.hint(
    "isinstance(child, nn.ReLU): these alone become leaky, with the slope that is asked for. Other activations, ReLU6 "
    "among them, stay what they are."
)
def test_revive_nothing_else(submission, reference, rng):
    """revive leaves other activations alone, and a network without ReLU as it is."""
    with_relu = nn.Sequential(nn.ReLU6(), nn.Linear(3, 3), nn.ELU(), nn.PReLU(), nn.ReLU(), nn.LeakyReLU(0.5))
    without = nn.Sequential(nn.Linear(3, 3), nn.GELU())
    x = torch.randn(4, 3, generator=rng)
    function = submission.revive.driven(other_layers, "revive")
    compare_data(function, partial(other_layers, reference.revive), [Call(with_relu, x), Call(without, x)], CLOSE)
