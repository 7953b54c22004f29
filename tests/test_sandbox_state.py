"""What one submission can do to the next, or to its own grading: nothing."""

import pytest
import torch

from autograder.sandbox.inside.calls import Want
from tests.box import Box, X


@pytest.mark.parametrize(
    ("spoil", "probe"),
    [
        ("torch.set_default_dtype(torch.float64)", "str(torch.get_default_dtype())"),
        ("torch.set_grad_enabled(False)", "torch.is_grad_enabled()"),
        ("torch.manual_seed(5); torch.rand(3)", "torch.initial_seed()"),
        ("torch.relu = abs", "torch.relu(torch.tensor(-1.0)).item()"),
        ("torch.Tensor.__add__ = lambda a, b: a", "(torch.ones(1) + 1).item()"),
        ("import builtins; builtins.len = lambda x: 0", "len([1, 2])"),
        ("import sys; sys.path.insert(0, '/tmp'); sys.modules['math'] = None", "__import__('math').pi"),
        ("import numpy as np; np.exp = None; np.random.seed(3)", "np.exp(0.0).item()"),
        ("import os; os.environ['A'] = 'b'; os.chdir('/')", "[os.environ.get('A'), os.getcwd()]"),
        ("import warnings; warnings.simplefilter('error')", "len(warnings.filters)"),
        ("torch.set_num_threads(4)", "torch.get_num_threads()"),
        ("torch.set_default_device('meta')", "str(torch.ones(1).device)"),
        ("import random; random.random = lambda: 4", "random.random() < 1"),
    ],
)
def test_cannot_change_what_the_next_one_finds(box: Box, spoil: str, probe: str) -> None:
    """Global state that one submission changes is as it was for the next."""
    head = "import torch, os, warnings, random\nimport numpy as np\n"
    untouched = box.value(f"{head}def f(): return {probe}")
    box.answer(f"{head}{spoil}\ndef f(): return 1")
    assert box.value(f"{head}def f(): return {probe}") == untouched


@pytest.mark.parametrize(
    "trick",
    [
        "torch.allclose = torch.equal = torch.isclose = lambda *a, **k: True",
        "import builtins\nbuiltins.abs = builtins.sum = lambda *a: 0",
        "torch.Tensor.__eq__ = torch.Tensor.__ne__ = lambda a, b: True",
        "import sys\nfor name in list(sys.modules):\n    if 'autograder' in name: sys.modules[name] = None",
        "import sys\nsys.settrace(lambda *a: None)",
    ],
)
def test_cannot_turn_a_wrong_value_into_a_right_one(box: Box, trick: str) -> None:
    """Whatever is patched inside, what comes out is the value that was computed; it is compared outside."""
    answer = box.answer(f"import torch\n{trick}\ndef f(x): return x * 0", X)
    if answer.problem is None and not answer.unusable:
        assert not torch.equal(answer.value, torch.relu(X))


def test_the_same_call_gives_the_same_random_numbers(box: Box) -> None:
    """Each request starts from the session's own seed: a regrade repeats what a submission drew."""
    code = (
        "import torch, random\nimport numpy as np\ndef f(): return [torch.rand(2), random.random(), np.random.rand()]"
    )
    first, second = box.value(code), box.value(code)
    assert torch.equal(first[0], second[0])
    assert first[1:] == second[1:]


def test_arguments_inside_are_copies(box: Box) -> None:
    """A submission that changes its input changes its own copy; the check sees that it did."""
    answer = box.answer("def f(x): return x.mul_(0)", X, want=Want(arguments_after=True))
    assert torch.equal(answer.after[0], torch.zeros(2))
    assert torch.equal(X, torch.tensor([-1.0, 2.0]))
