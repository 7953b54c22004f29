"""Hidden checks of linear collapse."""

import math

import pytest
import torch
from torch import nn

from autograder.testing import Call, Tolerance, compare_data, require, value_of

BEST_LINE = 0.1964
CLOSE = Tolerance(1e-9, 1e-9)


def layers(rng, sizes, dtype=torch.float64):
    weights = [torch.randn(o, i, generator=rng, dtype=dtype) for i, o in zip(sizes, sizes[1:])]  # noqa: B905, RUF007
    return weights, [torch.randn(o, generator=rng, dtype=dtype) for o in sizes[1:]]


def as_list(collapse, weights, biases):
    total, shift = collapse(weights, biases)
    return {"W": total.detach(), "b": shift.detach(), "the dtype of W": str(total.dtype)}


def expected(weights, biases):
    size = weights[0].shape[1]
    x = torch.cat([torch.zeros(1, size), torch.eye(size)]).to(weights[0])
    for weight, bias in zip(weights, biases, strict=True):
        x = x @ weight.T + bias
    return {"W": (x[1:] - x[0]).T, "b": x[0], "the dtype of W": str(weights[0].dtype)}


@pytest.mark.exercise("collapse")
@pytest.mark.points(4)
@pytest.mark.hint("Later layers multiply from the left, and a bias goes through all layers that follow it.")
def test_any_depth(submission, rng):
    """collapse is right for one layer and for many, of any widths."""
    sizes = [(3, 2), (2, 5, 1), (4, 3, 3, 2), (1, 6, 1, 6, 1), (5, 5, 5, 5, 5, 5)]
    calls = [Call(*layers(rng, each)) for each in sizes]
    compare_data(submission.collapse.driven(as_list, "collapse"), expected, calls, CLOSE)


@pytest.mark.exercise("collapse")
@pytest.mark.points(3)
@pytest.mark.hint("Square matrices multiply in either order without complaint, and only one order is right.")
def test_square_layers(submission, rng):
    """collapse multiplies square layers in the right order."""
    calls = [Call(*layers(rng, (3, 3, 3))), Call(*layers(rng, (2, 2, 2, 2)))]
    compare_data(submission.collapse.driven(as_list, "collapse"), expected, calls, CLOSE)


def arguments_after(collapse, weights, biases):
    collapse(weights, biases)
    return {"the weights afterwards": list(weights), "the biases afterwards": list(biases)}


@pytest.mark.exercise("collapse")
@pytest.mark.points(2)
@pytest.mark.hint("Work on new tensors, and in the dtype of the weights.")
def test_dtype_and_arguments(submission, rng):
    """collapse keeps float32, and leaves its arguments as they were."""
    calls = [Call(*layers(rng, (3, 4, 2), torch.float32))]
    compare_data(submission.collapse.driven(as_list, "collapse"), expected, calls, Tolerance(1e-4, 1e-4))
    kept = lambda weights, biases: {"the weights afterwards": weights, "the biases afterwards": biases}  # noqa: E731
    compare_data(submission.collapse.driven(arguments_after, "after collapse"), kept, calls, CLOSE)


def judged(is_affine, kind, weight, bias):
    """What is_affine says of a function that is made here, by its kind."""
    size = weight.shape[1]

    def line(x):
        return x @ weight.T + bias

    class Own(nn.Module):
        def __init__(self, bent):
            super().__init__()
            self.inner, self.bent = nn.Linear(size, 3).double(), bent

        def forward(self, x):
            return self.inner(x).abs() if self.bent else 2 * self.inner(x) - 1

    functions = {
        "linear": lambda x: x @ weight.T,
        "one": lambda x: torch.ones(len(x), 2, dtype=x.dtype),
        "a module of one's own that is affine": Own(bent=False),
        "a module of one's own that bends": Own(bent=True),
        "bends downwards": lambda x: line(x)[:, :1] - torch.relu(x).sum(1, keepdim=True),
        "bends by a hundredth": lambda x: x[:, :1] + 0.008 * x[:, :1].abs(),
        "affine": line,
        "constant": lambda x: torch.zeros(len(x), 2, dtype=x.dtype) + bias[:2],
        "steep": lambda x: 1e6 * line(x),
        "tiny": lambda x: 1e-6 * line(x),
        "shifted far": lambda x: line(x) + 1e4,
        "relu": lambda x: torch.relu(line(x)),
        "abs": lambda x: line(x).abs(),
        "square": lambda x: line(x) ** 2,
        "tanh": lambda x: torch.tanh(line(x)),
        "bends for positive inputs": lambda x: line(x) + 0.1 * torch.relu(x).sum(1, keepdim=True),
        "bends for negative inputs": lambda x: line(x) + 0.1 * torch.relu(-x).sum(1, keepdim=True),
        "bends beyond 15": lambda x: line(x) + 0.5 * torch.relu(x.abs() - 15).sum(1, keepdim=True),
        "bends within 0.3": lambda x: line(x) + x.clamp(-0.3, 0.3).sum(1, keepdim=True),
        "bends within 0.1": lambda x: line(x) + torch.exp(-100 * (x**2).sum(1, keepdim=True)),
        "bends in a tiny way": lambda x: 1e-9 * torch.relu(line(x)),
        "odd": lambda x: line(x) + 0.01 * x.sum(1, keepdim=True) ** 3,
        "a product of inputs": lambda x: line(x) + x[:, :1] * x[:, -1:],
        "one output bends": lambda x: torch.cat([line(x), torch.relu(x[:, :1])], 1),
        "the first output bends": lambda x: torch.cat([torch.relu(x[:, :1]), line(x)], 1),
        "the last input bends": lambda x: line(x) + x[:, -1:].abs(),
        "outputs that cancel": lambda x: torch.cat([torch.relu(x[:, :1]), -torch.relu(x[:, :1])], 1),
        "rounded": lambda x: line(x).round(),
        "leaky": lambda x: torch.where(line(x) > 0, line(x), 0.9 * line(x)),
    }
    said = is_affine(functions[kind], size)
    return "nothing" if said is None else bool(said)


AFFINE = ["affine", "constant", "steep", "tiny", "shifted far", "a module of one's own that is affine"]
BENT = [
    "relu",
    "bends in a tiny way",
    "abs",
    "square",
    "tanh",
    "a product of inputs",
    "one output bends",
    "the first output bends",
    "the last input bends",
    "outputs that cancel",
    "rounded",
    "leaky",
    "odd",
    "bends downwards",
    "bends by a hundredth",
    "a module of one's own that bends",
]
HIDDEN_BENDS = [
    "bends for positive inputs",
    "bends for negative inputs",
    "bends beyond 15",
    "bends within 0.3",
    "bends within 0.1",
]


def judge(submission, rng, kinds, *, sizes=((4, 3), (2, 1))):
    calls = []
    for outputs, inputs in sizes:
        weight = torch.randn(outputs, inputs, generator=rng, dtype=torch.float64)
        calls += [Call(kind, weight, torch.randn(outputs, generator=rng, dtype=torch.float64)) for kind in kinds]
    wanted = lambda kind, _w, _b: kind in AFFINE  # noqa: E731
    function = submission.is_affine.driven(judged, "is_affine")
    compare_data(function, wanted, calls)
    # The same answer to everything tells nothing apart, and is right half of the time.
    right, others = (True, ["linear", "one"]) if kinds is not AFFINE else (False, ["relu", "square"])
    asked_too = function.many([Call(kind, *calls[0].args[1:]) for kind in others])
    answers = [value_of(answer, "is_affine") for answer in asked_too]
    require(
        right in answers,
        f"is_affine says {not right} of functions of both kinds.",
        call=f"is_affine of {'a linear and a constant' if right else 'a relu and a square'} function",
        returned=answers,
        expected=[right, right],
    )


@pytest.mark.exercise("is_affine")
@pytest.mark.points(3)
@pytest.mark.hint("Rounding errors grow with the values: compare with their size, not with 0 exactly.")
def test_affine_functions(submission, rng):
    """is_affine says True of affine functions: with a bias, constant, steep, tiny, far from zero."""
    judge(submission, rng, AFFINE)


@pytest.mark.exercise("is_affine")
@pytest.mark.points(4)
@pytest.mark.hint("f(x + y) = f(x) + f(y) is asked of a linear function; an affine one has f(0) once too often there.")
def test_functions_that_bend(submission, rng):
    """is_affine says False of functions that bend, in one output, in products, in steps."""
    judge(submission, rng, BENT)


@pytest.mark.exercise("is_affine")
@pytest.mark.points(3)
@pytest.mark.hint("Ask with random inputs of both signs and of sizes from 0.1 to 100.")
def test_hidden_bends(submission, rng):
    """is_affine finds a bend that shows for some signs or sizes of the input only."""
    judge(submission, rng, HIDDEN_BENDS)


def trained(fit_sine, activation, seed, x, fine, far):
    predict, mse = fit_sine(activation, seed=seed)
    again = fit_sine(activation, seed)[0] if activation == "identity" else predict
    asked = {"x": x, "again": x, "fine": fine, "far": far, "few": x[60:67]}
    answers = {name: (again if name == "again" else predict)(points) for name, points in asked.items()}
    return {"mse": float(mse), **{name: answer.detach() for name, answer in answers.items()}}


def asked(submission, activation, seed=0):
    """What a network predicts on the 200 points, in between and far out; the error on the 200."""
    x = torch.linspace(-torch.pi, torch.pi, 200)[:, None]
    fine, far = torch.linspace(-3, 3, 601)[:, None], 100003.0 * torch.tensor([[1.0], [2], [3], [-1], [-2], [-3]])
    found = submission.fit_sine.driven(trained, "fit_sine")(activation, seed, x, fine, far)
    call = f"fit_sine({activation!r}, {seed})"
    for name, points in {"x": x, "again": x, "fine": fine, "far": far, "few": x[60:67]}.items():
        shape = tuple(found[name].shape) if isinstance(found[name], torch.Tensor) else type(found[name]).__name__
        require(
            shape == points.shape,
            "predict must return a tensor of shape (N, 1) for one of shape (N, 1).",
            call=f"{call}[0](a tensor of shape {tuple(points.shape)})",
            returned=f"shape {shape}",
            expected=f"shape {tuple(points.shape)}",
        )
    error = ((found["x"].double() - torch.sin(x.double())) ** 2).mean().item()
    together, alone = found["x"][60:67].double(), found["few"].double()
    require(
        not math.isfinite(error) or torch.allclose(alone, together, rtol=1e-3, atol=1e-3),
        "For seven of the 200 points alone predict gives other numbers than for all 200: each row is to be predicted "
        "by itself, whatever else is asked.",
        call=f"{call}[0](x[60:67])",
        returned=[round(number, 4) for number in alone.flatten().tolist()],
        expected=[round(number, 4) for number in together.flatten().tolist()],
    )
    require(
        math.isfinite(error),
        "predict returns numbers that are not finite: the training ran away. A smaller learning rate helps.",
        call=f"{call}[0](x)",
        returned=error,
    )
    require(
        abs(found["mse"] - error) < 1e-4 + 0.01 * error,
        f"mse, {found['mse']:.4g}, is not the mean squared error of predict on the 200 points, {error:.4g}.",
        call=f"{call}[1]",
        returned=found["mse"],
        expected=error,
    )
    return found, error, x


def require_network(found, activation):
    """A network of relu is straight in pieces, to infinity; one of tanh is smooth, and far out it is level."""
    # How much the bend changes from place to place: at most 0.06 for smooth networks of 16 to 2,000 neurons, and at
    # least 1.1 for those of ReLU, whose corners stand where nothing around them bends.
    bends = found["fine"].double().flatten().diff().diff()
    has_corners = bends.diff().abs().sum() > 0.5 * bends.abs().sum()
    near, middle, end = found["far"].double().reshape(2, 3).T
    if activation == "relu":
        is_one = has_corners and ((near - 2 * middle + end).abs() < 0.01 * (near.abs() + end.abs()) + 1e-3).all()
    else:
        is_one = not has_corners and ((near - middle).abs() + (middle - end).abs() < 0.05 * (1 + near.abs())).all()
    told = ", ".join(f"{value:.3g}" for value in found["far"].flatten().tolist()[:3])
    require(
        bool(is_one),
        f"The prediction with {activation} is not what a network of {activation} can give.",
        call=f"the prediction with {activation!r}",
        returned=f"{'corners' if has_corners else 'a smooth curve'}; at x = 1e5, 2e5, 3e5 it is {told}",
        expected="corners, and a straight line far out" if activation == "relu" else "a smooth curve, level far out",
    )


@pytest.mark.exercise("fit_sine")
@pytest.mark.points(4)
@pytest.mark.hint("With identity all layers together are one straight line: the best one has an error of about 0.196.")
def test_identity_is_a_line(submission):
    """Without an activation, fit_sine's prediction is a straight line, and no better than the best one."""
    found, error, x = asked(submission, "identity")
    line = found["x"].double()
    straight = line[0] + (line[-1] - line[0]) * (x.double() - x[0]) / (x[-1] - x[0])
    bend = (line - straight).abs().max().item()
    require(
        bend < 1e-3,
        "With identity the prediction must be a straight line.",
        call="largest distance from a line",
        returned=bend,
        expected="about 0",
    )
    require(
        BEST_LINE - 1e-3 < error < 1.2 * BEST_LINE,
        "With identity the error must be about that of the best straight line.",
        call='fit_sine("identity")',
        returned=error,
        expected=f"about {BEST_LINE}",
    )
    require(torch.equal(found["x"], found["again"]), "The same seed must give the same network.")


@pytest.mark.exercise("fit_sine")
@pytest.mark.points(3)
@pytest.mark.hint("Some starts are unlucky: a wider network, or more steps, makes every seed good enough.")
def test_every_seed(submission):
    """With relu and another seed, too, fit_sine comes below 0.02."""
    for activation, seed in (("relu", 1), ("tanh", 2)):
        found, error, _x = asked(submission, activation, seed)
        require(
            error < 0.02,
            f"With {activation} and seed {seed} the error must come below 0.02, and it is {error:.3g}.",
            call=f'fit_sine("{activation}", {seed})',
            returned=error,
            expected="< 0.02",
        )
        require_network(found, activation)


@pytest.mark.exercise("fit_sine")
@pytest.mark.points(3)
@pytest.mark.hint("The name decides: relu makes a chain of straight pieces, tanh a smooth curve.")
def test_the_named_activation(submission):
    """The network of relu is made of straight pieces, that of tanh is smooth."""
    for activation in ("relu", "tanh"):
        found, _error, _x = asked(submission, activation, 3)
        require_network(found, activation)
