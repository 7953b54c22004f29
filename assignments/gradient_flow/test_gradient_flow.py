"""Public checks of gradient flow: run them with `rectify check gradient_flow.py`."""

import pytest
import torch
from torch import nn

from autograder.testing import Call, compare_data, require, value_of


def shapes(build_mlp, *args):
    model = build_mlp(*args)
    linears = [module for module in model.modules() if isinstance(module, nn.Linear)]
    return {
        "the weight shapes of its nn.Linear, in order": [list(linear.weight.shape) for linear in linears],
        "the shape of the output for 3 examples": list(model(torch.ones(3, args[3])).shape),
    }


def refusal(build_mlp, *args):
    """What it raises. A ValueError of the student's own making is one, too."""
    try:
        build_mlp(*args)
    except NotImplementedError:
        raise
    except ValueError:
        return "ValueError"
    except Exception as error:  # noqa: BLE001  (whatever it is, its name is the answer)
        return type(error).__name__
    return "no exception"


def norms_of(gradient_norms, x):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(2, 1, bias=False))
    with torch.no_grad():
        model[0].weight.copy_(torch.tensor([[1.0, 2.0]]))
    return [float(norm) for norm in gradient_norms(model, model(x).sum())]


def many_norms(gradient_norms, before, times):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
    x = torch.ones(2, 3)
    for _ in range(before):
        model(x).sum().backward()
    return [float(norm) for norm in gradient_norms(model, times * model(x).sum())]


@pytest.mark.exercise("build_mlp")
@pytest.mark.points(2)
@pytest.mark.hint("depth hidden layers, then one more nn.Linear from width to out_features.")
def test_shapes(submission):
    """build_mlp makes depth + 1 linear layers of the right sizes."""
    wanted = lambda depth, width, _a, inputs, outputs, _i: {  # noqa: E731
        "the weight shapes of its nn.Linear, in order": [
            [width, inputs],
            *[[width, width]] * (depth - 1),
            [outputs, width],
        ],
        "the shape of the output for 3 examples": [3, outputs],
    }
    calls = [Call(1, 8, "relu", 4, 2, "he"), Call(3, 5, "tanh", 2, 1, "xavier")]
    compare_data(submission.build_mlp.driven(shapes, "build_mlp"), wanted, calls)


@pytest.mark.exercise("build_mlp")
@pytest.mark.points(1)
@pytest.mark.hint("raise ValueError(...) where a name is not one of those in the docstring.")
def test_unknown_names_are_refused(submission):
    """build_mlp raises ValueError for names that it does not know."""
    calls = [Call(1, 4, "nonsense", 2, 1, "he"), Call(1, 4, "relu", 2, 1, "nonsense")]
    for call, answer in zip(calls, submission.build_mlp.driven(refusal, "build_mlp").many(calls), strict=True):
        kind = value_of(answer, "build_mlp")
        require(
            kind == "ValueError",
            "A name that is not known must raise ValueError.",
            call=call.text("build_mlp"),
            returned=kind,
            expected="ValueError",
        )


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(2)
@pytest.mark.hint("Of a linear layer with one output, the gradient of the sum is the sum of the inputs.")
def test_one_layer(submission):
    """gradient_norms of one layer is the length of the summed inputs."""
    calls = [Call(torch.tensor([[3.0, 4.0]])), Call(torch.tensor([[1.0, 0.0], [2.0, 4.0]]))]
    function = submission.gradient_norms.driven(norms_of, "gradient_norms")
    compare_data(function, lambda x: [float(x.sum(0).norm())], calls)


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(2)
@pytest.mark.hint("backward() adds to what .grad holds already: empty it first, or use torch.autograd.grad.")
def test_earlier_gradients_do_not_matter(submission):
    """gradient_norms is the same whether or not backward was called before, and grows with the loss."""
    function = submission.gradient_norms.driven(many_norms, "gradient_norms")
    fresh, used, tenfold = function(0, 1), function(2, 1), function(0, 10)
    require(isinstance(fresh, list) and len(fresh) == 2, "There must be one number for each nn.Linear.")
    require(
        fresh != tenfold,
        "The norms of a loss and of ten times that loss are the same: they do not come from the loss's gradient.",
        call="gradient_norms(model, loss) and gradient_norms(model, 10 * loss)",
        returned=f"{fresh}, both times",
        expected="norms ten times as large the second time",
    )
    require(
        torch.allclose(torch.tensor(fresh), torch.tensor(used), rtol=1e-4),
        "After two earlier calls of backward() the norms are others: old gradients are counted in.",
        call="gradient_norms(model, loss) after model(x).sum().backward(), twice",
        returned=used,
        expected=fresh,
    )


@pytest.mark.exercise("compare_activations")
@pytest.mark.points(2)
@pytest.mark.hint("One entry for each name, each a list of depth + 1 norms.")
def test_one_list_for_each_name(submission):
    """compare_activations returns depth + 1 norms for each name, and sigmoid's first is far below its last."""
    found = submission.compare_activations(["sigmoid", "tanh"], depth=10)
    require(
        isinstance(found, dict) and sorted(found) == ["sigmoid", "tanh"], "A dict with the names as keys is wanted."
    )
    for name, norms in found.items():
        require(
            isinstance(norms, list | tuple) and len(norms) == 11,
            f"There must be 11 norms of `{name}` at depth 10: one for each nn.Linear.",
        )
    require(
        [float(norm) for norm in found["sigmoid"]] != [float(norm) for norm in found["tanh"]],
        "sigmoid and tanh have the same norms: is the name passed on to build_mlp?",
    )
    first, last = float(found["sigmoid"][0]), float(found["sigmoid"][-1])
    require(
        0 < first < 1e-2 * last,
        "With sigmoid the gradient must shrink towards the input: the first norm far below the last.",
        call='compare_activations(["sigmoid", "tanh"], depth=10)["sigmoid"]',
        returned=f"{first:.3g} first, {last:.3g} last",
        expected="the first less than a hundredth of the last",
    )
