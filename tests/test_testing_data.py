"""Nested data is compared by what it says: forms that a student may choose do not count."""

from functools import partial
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from autograder.errors import AuthorError, CheckFailed, MissingAnswer, StudentRaised
from autograder.testing import ArrayFunction, Call, Tolerance, compare_data, compare_values, on_arrays
from autograder.testing.data import first_difference
from tests.under_test import submission_of

T = torch.tensor


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (2, 2.0),
        (T(2.0), 2.0),
        (np.float32(2.0), 2),
        (np.array(2.0), T(2.0)),
        ([1.0, 2.0], T([1.0, 2.0])),
        ((1, T(2)), [1, 2]),
        (np.ones((2, 2)), torch.ones(2, 2, dtype=torch.float64)),
        ({"a": [T(1.0)], "b": "x"}, {"b": "x", "a": (1.0,)}),
        (["relu", "tanh"], ("relu", "tanh")),
        (None, None),
        (np.bool_(True), True),
        (T(float("nan")), float("nan")),
        ([], []),
    ],
)
def test_the_same_in_other_forms(found: Any, wanted: Any) -> None:
    """Numbers as tensors, arrays or floats; sequences as lists or tuples."""
    assert first_difference(found, wanted) is None


@pytest.mark.parametrize(
    ("found", "wanted", "sentence"),
    [
        (2.5, 2.0, "`f()` returned 2.5, expected 2.0."),
        (None, 2.0, "`f()` returned nothing (`None`), expected 2.0."),
        ([1.0, 3.0], [1.0, 2.0], "`f()`: entry 1 is 3.0, expected 2.0."),
        (torch.ones(2), torch.ones(3), "`f()`: the shape is (2,), expected (3,)."),
        ([1.0], [1.0, 2.0], "`f()` returned [1.0], expected [1.0, 2.0]."),
        ({"a": 1}, {"a": 1, "b": 2}, "`f()`: the set of keys is ['a'], expected ['a', 'b']."),
        ({"the mean": T([1.0, 5.0])}, {"the mean": T([1.0, 2.0])}, "`f()`: the mean, entry 1 is 5.0, expected 2.0."),
        ([["a"]], [["a", "b"]], "`f()`: entry 0 is ['a'] (length 1), expected ['a', 'b'] (length 2)."),
        (1, True, "`f()` returned 1, expected True."),
        ("relu", ["relu"], "`f()` returned 'relu', expected ['relu']."),
        ("x", {"a": 1}, "`f()` returned 'x', expected a dict with the keys ['a']."),
        (T([[1, 2], [3, 5]]), T([[1, 2], [3, 4]]), "`f()`: entry [1, 1] is 5, expected 4."),
        (3j, 3.0, "`f()` returned 3j, expected 3.0."),
    ],
)
def test_the_first_difference_is_named(found: Any, wanted: Any, sentence: str) -> None:
    """Where it is, what is there, and what is wanted."""
    difference = first_difference(found, wanted)
    assert difference is not None
    assert difference.sentence("f()") == sentence


def test_a_tolerance_may_be_given() -> None:
    """Closer than float64's own, or wider."""
    assert first_difference(1.0 + 1e-9, 1.0) is None
    assert first_difference(1.0 + 1e-9, 1.0, Tolerance(1e-12, 0)) is not None


def outputs(Net: Any, x: Any) -> Any:  # noqa: N803  (the submission's class)
    torch.manual_seed(0)
    return {"the sum of the output": Net(2)(x).sum().item()}


def reference_net(size: int) -> nn.Module:
    return nn.Sequential(nn.Linear(size, 1))


NET = """
class Net(torch.nn.Module):
    def __init__(self, size):
        super().__init__(); self.linear = torch.nn.Linear(size, 1)
    def forward(self, x): return self.linear(x){tail}
"""


def test_a_driver_asks_a_class() -> None:
    """Its data is compared with what the same driver makes of the reference."""
    right = submission_of("import torch\n" + NET.format(tail="")).Net.driven(outputs, "Net(2)")
    compare_data(right, partial(outputs, reference_net), Call(torch.ones(3, 2)))
    wrong = submission_of("import torch\n" + NET.format(tail=" + 1")).Net.driven(outputs, "Net(2)")
    with pytest.raises(CheckFailed, match="`Net\\(2\\)\\(tensor.*\\)`: the sum of the output is"):
        compare_data(wrong, partial(outputs, reference_net), Call(torch.ones(1, 2)))


def test_a_driver_of_what_is_missing_says_so() -> None:
    """In the words of a call."""
    with pytest.raises(MissingAnswer, match="`Net` is not in your file"):
        submission_of("x = 1").Net.driven(outputs)(torch.ones(1, 2))
    with pytest.raises(StudentRaised, match="TypeError"):
        submission_of("Net = None").Net.driven(outputs)(torch.ones(1, 2))


def test_a_driver_has_a_name() -> None:
    """A lambda's source cannot be cut out of its line."""
    with pytest.raises(AuthorError, match="a function with a name"):
        submission_of("f = 1").f.driven(lambda f: f)()


def count_layers(count: Any, model: Any) -> Any:
    return count(model)


def test_a_network_is_an_argument() -> None:
    """The submission gets a real module."""
    submission = submission_of("import torch\ndef count(model): return len(list(model.modules()))")
    assert submission.count(nn.Sequential(nn.Linear(2, 2), nn.ReLU())) == 3
    assert submission.count.driven(count_layers)(nn.ReLU()) == 1


def test_what_a_submission_sets_for_the_process_is_undone() -> None:
    """Default dtype, gradient mode: one exercise's mistake does not fail another's checks."""
    code = "import torch\ndef spoil():\n torch.set_default_dtype(torch.float64); torch.set_grad_enabled(False)\n"
    submission = submission_of(code + "def look(): return str(torch.ones(1).dtype), torch.is_grad_enabled()")
    submission.spoil()
    assert submission.look() == ("torch.float32", True)


def test_a_numpy_function_is_compared_through_tensors() -> None:
    """Arrays go in; arrays, numbers or tensors come back."""
    submission = submission_of("import numpy as np\ndef f(z): return np.asarray(z) ** 2\ndef g(z): return z + 1e-9\n")
    square = on_arrays(lambda z: z**2)
    compare_values(
        ArrayFunction(submission.f), square, [T([1.0, 2.0], dtype=torch.float64), T(3.0, dtype=torch.float64)]
    )
    with pytest.raises(CheckFailed, match="returned 1.000000001, expected 1"):
        compare_values(
            ArrayFunction(submission.g), on_arrays(lambda z: z), [torch.ones(2).double()], Tolerance(1e-12, 0)
        )


def test_an_object_that_stays_inside_is_asked_by_a_driver() -> None:
    """And forgets everything in a fresh worker."""
    submission = submission_of("class Counter:\n n = 0\n def up(self):\n  Counter.n += 1\n  return Counter.n")

    def twice(counter):  # type: ignore[no-untyped-def]
        return counter.up() + counter.up()

    assert submission.Counter.build().drive(twice) == 3
    assert submission.Counter.build().drive(twice) == 7
    submission.renew()
    assert submission.Counter.build().drive(twice) == 3


def test_whole_numbers_in_a_list_stay_whole() -> None:
    """A shape is no list of floats."""
    assert first_difference([10, 3], (2, 3)) == ("entry 0", "10", "2")
    assert first_difference([10.5, 3], (2, 3)) == ("entry 0", "10.5", "2.0")
    assert first_difference(T([10, 3]), [2, 3]) == ("entry 0", "10.0", "2.0")
