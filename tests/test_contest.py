"""The contest: fair to both sides, blind to what a submission may not see, and won by the function alone."""

import gzip
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import torch

from autograder.contest import data as contest_data
from autograder.contest.data import FILES, ImageData, find_data, load_digits, load_mnist
from autograder.contest.match import gain_text, run_contest
from autograder.contest.paired import PairedTest, paired_test
from autograder.contest.training import LocalActivation, Setting, train
from autograder.errors import CheckFailed, OperatorError, StudentRaised, TimedOut
from autograder.feedback.words import measurement_text
from autograder.report import Measurement
from autograder.testing import activations
from autograder.testing.activations import SubmittedActivation
from autograder.testing.contests import hold_contest, nickname
from tests.under_test import submission_of

SMALL = Setting(depth=3, width=8, pairs=6)
MNIST = Path(__file__).parents[2] / "shared" / "data" / "mnist"


@pytest.fixture(scope="module")
def few() -> ImageData:
    """Some digits, and one epoch of them."""
    whole = load_digits()
    return ImageData("few", whole.train_x[:256], whole.train_y[:256], whole.test_x, whole.test_y, 2)


def module_of(body: str, extra: str = "") -> str:
    return f"class A(torch.nn.Module):\n{extra}    def forward(self, x):\n        {body}\n"


def submitted(code: str) -> SubmittedActivation:
    submission = submission_of(code)
    return SubmittedActivation(submission, submission.A, torch.Generator().manual_seed(1))


def test_relu_against_itself_gains_nothing(few: ImageData) -> None:
    """Same seeds, same starts, same batches: every difference is 0, and that is no win."""
    contest = run_contest(LocalActivation(torch.relu), few, SMALL, 3)
    assert contest.differences == [0.0] * 6
    assert not contest.test.passes


def test_a_submission_is_trained_as_it_would_be_here(few: ImageData) -> None:
    """Answers from elsewhere, in another order, make the same networks."""
    ours = train(LocalActivation(torch.nn.functional.elu), few, SMALL, range(4))
    theirs = train(submitted(module_of("return F.elu(x)")), few, SMALL, range(4))
    assert theirs.accuracies == pytest.approx(ours.accuracies, abs=0.005)
    assert torch.allclose(torch.tensor(theirs.losses), torch.tensor(ours.losses), atol=1e-3)


def test_training_is_stacked_gradient_descent(few: ImageData) -> None:
    """One step of one network of the stack is a step of torch's own SGD on a network of its own."""
    one = ImageData("one", few.train_x[:32], few.train_y[:32], few.test_x, few.test_y, 1)
    alone = train(LocalActivation(torch.tanh), one, SMALL, [7]).accuracies
    beside = train(LocalActivation(torch.tanh), one, SMALL, [5, 7]).accuracies
    assert alone[0] == beside[1]
    generator = torch.Generator().manual_seed(7)
    sizes = [64, 8, 8, 8, 10]
    layers = [torch.nn.Linear(i, o) for i, o in pairwise(sizes)]
    for layer in layers:
        fan_in, fan_out = layer.in_features, layer.out_features
        layer.weight.data = (torch.randn(fan_in, fan_out, generator=generator) * (2 / fan_in) ** 0.5).t().contiguous()
        layer.bias.data.zero_()
    network = torch.nn.Sequential(*[part for layer in layers for part in (layer, torch.nn.Tanh())][:-1])
    optimiser = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
    loss: torch.Tensor = torch.nn.functional.cross_entropy(network(one.train_x), one.train_y)
    torch.autograd.backward([loss])
    optimiser.step()
    right = (network(one.test_x).argmax(-1) == one.test_y).float().mean().item()
    assert alone[0] == pytest.approx(right, abs=0.003)


LEARNS = "    def __init__(self):\n        super().__init__(); self.a = torch.nn.Parameter(torch.tensor({shape}))\n"


@pytest.mark.parametrize("mode", ["vmap", "loop", "differences"])
def test_learnable_numbers_are_learned(few: ImageData, mode: str) -> None:
    """Each layer of each network has its own; three ways to derive by them agree."""
    activation = submitted(module_of("return self.a * x + F.softplus(x)", LEARNS.format(shape="0.2")))
    activation._mode = mode
    trained = train(activation, few, SMALL, range(3))
    assert len(set(trained.parameters["a"])) == SMALL.depth
    other = train(
        submitted(module_of("return self.a * x + F.softplus(x)", LEARNS.format(shape="[0.2]"))), few, SMALL, range(3)
    )
    assert trained.parameters["a"] == pytest.approx(other.parameters["a"], abs=2e-3)


def test_a_number_that_is_frozen_is_not_learned() -> None:
    """It is no parameter of the contest, of whatever size; the module keeps it."""
    frozen = LEARNS.format(shape="[1.0, 2.0]").replace("]))", "]), requires_grad=False)")
    activation = submitted(module_of("return x * self.a.sum()", frozen))
    assert activation.parameters == {}
    assert activation.respond(torch.ones(1, 2), {}).values.tolist() == [[3.0, 3.0]]


def test_a_module_that_cannot_be_mapped_is_looped() -> None:
    """A branch on its own number, which `vmap` refuses."""
    activation = submitted(module_of("return x * self.a if self.a > 0 else x", LEARNS.format(shape="0.5")))
    answer = activation.respond(torch.ones(2, 3), {"a": torch.tensor([2.0, -1.0])})
    assert answer.values.tolist() == [[2.0] * 3, [1.0] * 3]
    assert answer.parameter_slopes["a"].tolist() == [[1.0] * 3, [0.0] * 3]
    assert activation._mode == "loop"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (module_of("self.n = getattr(self, 'n', 0) + 1; return x * (1 + 0.01 * self.n)"), "not the same function"),
        (module_of("return x + torch.arange(x.numel()).reshape(x.shape) * 1e-3"), "not the same function"),
        (module_of("return x - x.mean()"), "not the same function"),
        (module_of("return x + torch.rand_like(x)"), "not the same function"),
        (module_of("return x[:, :1]"), "tensor of the shape of its input"),
        (module_of("return x * self.a", LEARNS.format(shape="[1.0, 2.0]")), "`a` holds 2 numbers"),
        (module_of("return x.tanh() if x.dtype == torch.float64 else F.elu(x)"), "one function in training"),
        (module_of("return F.elu(x) if x.dim() == 2 else x.tanh()"), "one function in training"),
        (
            module_of("return x if x.dtype == torch.float64 else F.elu(x * self.a)", LEARNS.format(shape="1.0")),
            "one function",
        ),
        (module_of("return x.tanh() + 0.5 * (x - x.detach())"), "not the slope of its own values"),
        (module_of("return x.sin().tolist()"), "forward returns no tensor, but list"),
        (module_of("return x.detach().sin()"), "autograd sees no derivative"),
    ],
)
def test_whoever_is_no_element_wise_function_is_found_out(few: ImageData, code: str, said: str) -> None:
    """Counting calls, looking at the order or at the company, rolling dice."""
    with pytest.raises((CheckFailed, StudentRaised), match=said):
        hold_contest(submission_of(code), "A", few, SMALL, torch.Generator().manual_seed(2))


def test_a_module_that_raises_is_the_students(few: ImageData) -> None:
    """With its line."""
    with pytest.raises(StudentRaised, match="ZeroDivisionError"):
        hold_contest(submission_of(module_of("return x / 0 if 1 / 0 else x")), "A", few, SMALL, torch.Generator())


def test_a_module_that_keeps_the_class_waiting_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock: sleep takes no processor time."""
    monkeypatch.setattr(activations, "_MOST_SECONDS", 0.05)
    sleeper = submitted("import time\n" + module_of("time.sleep(0.1); return x * 2"))
    with pytest.raises(TimedOut, match="Take out what waits"):
        sleeper.respond(torch.ones(2, 3), {})


def test_an_exploding_function_ends_in_no_gain(few: ImageData) -> None:
    """Infinities name no image."""
    contest = run_contest(LocalActivation(lambda x: x**3 * 100), few, SMALL, 1)
    assert max(contest.challenger.accuracies) < 0.3
    assert not contest.test.passes
    assert "6 of the 6 networks learned nothing" in contest.summary
    assert None in contest.charts()[0].series[0].y


def test_what_a_module_is_sent_is_in_no_order() -> None:
    """The same numbers come in another order at the next call."""
    activation = submitted(module_of("A.seen.append(x.flatten().tolist()); return x", "    seen = []\n"))
    x = torch.arange(40.0)[None]
    for _ in range(2):
        assert torch.equal(activation.respond(x, {}).values, x)

    def look(A):  # type: ignore[no-untyped-def]  # noqa: N803
        return A.seen

    seen = activation._submission.A.driven(look)()
    assert sorted(seen[0]) == sorted(seen[1]) == x[0].tolist()
    assert seen[0] != seen[1]


@pytest.mark.parametrize(
    ("written", "shown"),
    [("'deep  thought\\n'", "deep thought"), ("7", ""), ("'x' * 100", "x" * 40), ("'\\x1b[1m'", "[1m")],
)
def test_a_nickname_is_a_short_plain_text(written: str, shown: str) -> None:
    """Whatever was written."""
    assert nickname(submission_of(module_of("return x", f"    nickname = {written}\n")), "A") == shown


def test_the_paired_test_is_students() -> None:
    """Against values worked out by hand: mean 1, standard error 0.5, four degrees of freedom."""
    test = paired_test([1 - 1.25**0.5 * s for s in (-1.0, -1.0, 0.0, 1.0, 1.0)], 0.01)
    assert (test.mean, test.count) == (1.0, 5)
    assert test.p_value == pytest.approx(0.05806, abs=1e-4)
    assert test.high - test.mean == pytest.approx(3.746947 * 0.5, abs=1e-5)
    assert paired_test([0.5, 0.5], 0.01).passes
    for wrong in ([1.0], [float("nan"), 1.0]):
        with pytest.raises(ValueError, match="two finite differences"):
            paired_test(wrong, 0.01)


def test_nothing_is_told_without_a_minus() -> None:
    """Of a mean or a bound that rounds to 0."""
    test = PairedTest(mean=-0.00001, low=-0.02, high=-0.00004, p_value=0.5, level=0.01, count=9)
    assert gain_text(test) == "+0.00 points of accuracy, 98% interval -2.00 to +0.00"
    found = Measurement(name="Gain", value=-0.001, low=-0.25, high=-0.004, unit="points of accuracy")
    assert measurement_text(found) == "+0.00 (-0.25 to +0.00) points of accuracy"
    assert measurement_text(Measurement(name="Gain", value=1.5)) == "+1.50"


@pytest.fixture
def idx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with two files of MNIST's shape, 8,000 black images."""
    images = struct.pack(">4I", 0x803, 8000, 28, 28) + bytes(8000 * 784)
    labels = struct.pack(">2I", 0x801, 8000) + bytes(i % 10 for i in range(8000))
    for name, content in zip(FILES, (images, labels), strict=True):
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content, 1))
    monkeypatch.setenv("MNIST_DIR", str(tmp_path))
    load_mnist.cache_clear()
    yield tmp_path
    load_mnist.cache_clear()


def test_mnist_is_taken_where_it_lies(idx: Path) -> None:
    """Compressed or not; 7,000 to train on, the rest to test."""
    packed = idx / "t10k-labels-idx1-ubyte.gz"
    packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
    packed.unlink()
    found = find_data()
    assert (found.name, found.train_x.shape, len(found.test_y)) == ("MNIST", (7000, 784), 1000)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t10k-images-idx3-ubyte.gz", None, "holds neither `t10k-images-idx3-ubyte` nor"),
        ("t10k-images-idx3-ubyte.gz", b"not gzip", "is damaged"),
        ("t10k-labels-idx1-ubyte.gz", gzip.compress(b"\0\0\x08\x01\0\0", mtime=0), "is damaged"),
        ("t10k-labels-idx1-ubyte.gz", gzip.compress(struct.pack(">2I", 0x801, 9) + bytes(8), mtime=0), "does not fit"),
        (
            "t10k-labels-idx1-ubyte.gz",
            gzip.compress(struct.pack(">2I", 0x801, 9) + bytes(9), mtime=0),
            "are not MNIST's",
        ),
    ],
)
def test_a_missing_or_damaged_file_is_named(idx: Path, name: str, content: bytes | None, said: str) -> None:
    """With the remedy."""
    path = idx / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OperatorError, match=said):
        find_data()


def test_mnist_that_is_nowhere_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Asked for by name it is an error; by itself the contest takes the digits."""
    monkeypatch.delenv("MNIST_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(OperatorError, match="Put `t10k-images-idx3-ubyte.gz` and"):
        find_data("mnist")
    assert find_data().name == "digits"


def test_a_download_that_fails_or_is_false_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No network; or somebody else's file."""
    monkeypatch.delenv("MNIST_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(contest_data, "MIRROR", "http://127.0.0.1:9/")
    with pytest.raises(OperatorError, match="cannot be fetched"):
        find_data("mnist", download=True)
    (tmp_path / "served").mkdir()
    for name in FILES:
        (tmp_path / "served" / f"{name}.gz").write_bytes(b"something else")
    monkeypatch.setattr(contest_data, "MIRROR", (tmp_path / "served").as_uri() + "/")
    with pytest.raises(OperatorError, match="is not MNIST's file"):
        find_data("mnist", download=True)


def test_real_mnist_is_beaten_by_a_smooth_leaky_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures that the course states, on the real images."""
    if not MNIST.is_dir():
        pytest.skip("needs MNIST's 10,000-image file beside the checkout")
    monkeypatch.setenv("MNIST_DIR", str(MNIST))
    leaky = LocalActivation(lambda x: 0.3 * x + 0.7 * (torch.nn.functional.softplus(x) - 0.6931))
    contest = run_contest(leaky, find_data("mnist"), Setting(pairs=8), 5)
    assert contest.test.passes
    assert "MNIST" in contest.summary
