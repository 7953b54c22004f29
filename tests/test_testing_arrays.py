"""NumPy exercises: who works with arrays is told of arrays."""

import numpy as np
import pytest
import torch

from autograder.errors import CheckFailed
from autograder.testing import Call, compare_data, compare_values
from autograder.testing.arrays import ArrayFunction, on_arrays
from autograder.testing.properties import check_purity
from tests.under_test import submission_of

X = torch.tensor([-1.0, 2.0], dtype=torch.float64)


def function(code: str) -> ArrayFunction:
    return ArrayFunction(submission_of(f"import numpy as np\n{code}").f)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("def f(x): return x.sum()", r"`f\(array\(\[-1.0, 2.0\]\)\)` returned shape \(\), expected \(2,\)"),
        ("def f(x): return None", r"`f\(array\(\[-1.0, 2.0\]\)\)` returned nothing .* An array is wanted."),
        ("def f(x): return x, x", r"`f\(array\(\[-1.0, 2.0\]\)\)` returned shape \(2, 2\), expected \(2,\)"),
    ],
)
def test_a_call_is_written_with_arrays(code: str, message: str) -> None:
    """As the student gets its arguments, whatever the check was written with."""
    with pytest.raises(CheckFailed, match=message) as caught:
        compare_values(function(code), on_arrays(np.abs), X)
    assert caught.value.evidence is not None and "tensor" not in str(caught.value.evidence)


def test_what_changes_an_array_has_no_underscore() -> None:
    """NumPy's ways are named."""
    with pytest.raises(CheckFailed, match=r"changed its own input: .* Assignments to entries .* `out=` write"):
        check_purity(function("def f(x):\n    x[x < 0] = 0\n    return x"))
    with pytest.raises(CheckFailed, match="Operations whose name ends in `_`"):
        check_purity(submission_of("def f(x): return x.clamp_(min=0)").f)


def test_what_is_wanted_of_an_array_is_one() -> None:
    """Where something else than one array came back."""
    submission = submission_of("import numpy as np\ndef f(x): return x, 1.0")
    with pytest.raises(CheckFailed, match=r"returned \(array\(\[-1.0, 2.0\]\), 1.0\), expected array\(\[-1.0, 2.0\]\)"):
        compare_data(submission.f, lambda _x: X, Call(X.numpy()))
