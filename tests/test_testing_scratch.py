"""From scratch: every way to the ready-made form is seen, and no innocent answer is accused."""

import pytest
import torch

from autograder.errors import CheckFailed
from autograder.testing import check_from_scratch
from autograder.testing.scratch import ScratchRule
from tests.under_test import submission_of

READY = ["relu", "relu6", "threshold", "leaky_relu", "elu"]
X = torch.linspace(-3, 3, 13)


def check(code: str) -> None:
    check_from_scratch(submission_of(code, ready_made=READY), "f", X)


@pytest.mark.parametrize(
    "code",
    [
        "def f(x): return torch.relu(x)",
        "def f(x): return F.relu(x)",
        "def f(x): return x.relu()",
        "def f(x): return torch.nn.ReLU()(x)",
        "f = torch.nn.ReLU()",
        "from torch.nn import ReLU as R\nf = R()",
        "from torch.nn.functional import relu as helper\ndef f(x): return helper(x)",
        "def f(x): return getattr(torch, 're' + 'lu')(x)",
        "def f(x): return getattr(x, 'relu_')()",
        "name = 'uler'[::-1]\ndef f(x): return getattr(torch, name)(x)",
        "def f(x): return torch.ops.aten.relu(x)",
        "from torch import *\ndef f(x): return relu(x)",
        "table = {'a': torch.relu}\ndef f(x): return table['a'](x)",
        "def g(x): return F.relu6(x) + F.threshold(x, 6, 0) * 0\ndef f(x): return g(x)",
        "import importlib\ndef f(x): return importlib.import_module('torch').relu(x)",
        "def f(x): return eval('torch.' + 're' + 'lu(x)')",
        "def f(x): return F.leaky_relu(x, 0.0)",
        "def f(x):\n    from torch.nn.functional import relu\n    return relu(x)",
        "from functools import partial\nf = partial(F.threshold, threshold=0.0, value=0.0)",
        "def g(x): return torch.relu(x)\nkeep = g\ndef g(x): return x\ndef f(x): return keep(x)",
        "g = torch.relu\nt = g(torch.ones(9))\ng = abs\ndef f(x): return g(x).clamp(min=0) + 0 * t[0]",
        "g = torch.relu\ndef also(x): return g(x)\ng = abs\ndef f(x): return also(x).clamp(min=0)",
        "kept = []\ndef print(y): kept.append(y)\nf = torch.relu\nprint(f(torch.ones(3)))\nf = lambda x: kept[0]",
        "def f(x): return torch.relu(x)\ndef f(x, old=f): return old(x)",
        "def f(x): return torch.relu(x)\nif 1 < 0:\n    def f(x): return x.clamp(min=0)",
        "def f(x): return torch.relu(x)\ndef f(x: nothing): return x.clamp(min=0)",
        "f = torch.relu\nf.same = 1\nf = [f, 0][0]",
        "class Net(torch.nn.Module):\n    a = torch.nn.ReLU()\n    def forward(self, x): return self.a(x)\nf = Net()",
    ],
)
def test_cannot_use_the_ready_made_form(code: str) -> None:
    """By its source, or by the operators that really ran."""
    with pytest.raises(CheckFailed, match="may not be used|went through the ready-made") as caught:
        check(code)
    assert caught.value.forbidden


@pytest.mark.parametrize(
    "code",
    [
        "def f(x): return x.clamp(min=0)",
        "def f(x):\n    '''Not torch.relu(x), but the same.'''\n    return torch.where(x > 0, x, 0 * x)",
        "def relu(x): return x.clamp(min=0)\ndef f(x): return relu(x)",
        "relu_slope = 0.0\ndef f(x): return torch.maximum(x, relu_slope * x)",
        "def f(x): return x.clamp(min=0)\nassert torch.allclose(f(torch.ones(3)), torch.relu(torch.ones(3)))",
        "def f(x): return x.clamp(min=0)\nprint(F.relu(torch.ones(1)))\nif __name__ == '__main__': torch.nn.ReLU()",
        "y = torch.relu(torch.ones(2))\ndef f(x):\n    y = x.clamp(min=0)\n    return y",
        "def truth(x): return torch.relu(x)\ndef f(x): return x.clamp(min=0)\nassert truth(torch.ones(1)) == 1",
        "def f(x, relu=None): return x.clamp(min=0)",
        "class Unit:\n    relu = 3\n    def __call__(self, x): return x.clamp(min=0)\nf = Unit()",
        "def f(x):\n    def relu(v): return v.clamp(min=0)\n    return relu(x)",
        "f = lambda x: (x + x.abs()) / 2",
        "from torch import relu\ndef f(x): return x.clamp(min=0)",
        "def f(x): return torch.relu(x)\ndef f(x: torch.Tensor, low=0.0): return x.clamp(min=low)",
        "x = torch.ones(3)\nf = torch.nn.ReLU()\nf(x)\nprint(f(x))\nassert f(x)[0]\nf = lambda x: x.clamp(min=0)",
        "from autograder.notebook import check\nf = F.relu\ncheck(f)\ndef f(x): return x.clamp(min=0)\ncheck(f)",
        "def f(x): return torch.relu(x)\nclass f:\n    def __new__(cls, x): return x.clamp(min=0)",
        "f: object = torch.relu\nf: object = lambda x: x.clamp(min=0)",
        "def f(x): return torch.relu(x)\ndef f(x): return torch.relu(x) + 1\ndef f(x): return x.clamp(min=0)",
        "activations = {}\nactivations['relu'] = lambda x: x.clamp(min=0)\ndef f(x): return activations['relu'](x)",
    ],
)
def test_an_innocent_answer_is_not_accused(code: str) -> None:
    """Comments, own names, comparisons outside the answer, and unused imports are free."""
    check(code)


@pytest.mark.parametrize(
    "code",
    [
        "import sys\ndef f(x): return sys._getframe(1).f_locals and x.clamp(min=0)",
        "def f(x): return f.__globals__ and x.clamp(min=0)",
        "import torch.utils._python_dispatch as d\ndef f(x): return d._get_current_dispatch_mode() and x.clamp(min=0)",
        "def f(x): return x.clamp(min=0)\nimport gc\nthings = gc.get_objects()",
        "import sys\ndef f(x): return sys._getframe(1) and x\ndef f(x: nothing): return x.clamp(min=0)",
        "import inspect\ndef f(x):\n match inspect.stack()[0].frame:\n  case object(f_back=b): return x.clamp(min=0)",
    ],
)
def test_reaching_into_the_process_that_grades_is_refused_or_useless(code: str) -> None:
    """What could switch the recorder off is a violation itself, or cannot be imported."""
    submission = submission_of(code, ready_made=READY)
    try:
        check_from_scratch(submission, "f", X)
    except CheckFailed as failed:
        assert failed.forbidden


def test_a_cell_that_does_not_parse_is_passed_over() -> None:
    """The other cells are read all the same."""
    from autograder.testing.names import Names

    names = Names([("a", "def f(:"), ("b", "import torch\ndef f(x): return torch.relu(x)")])
    assert [use.path for use in names.uses("f") if "relu" in use.path] == ["torch.relu"]


@pytest.mark.parametrize(
    "code",
    [
        "".join(f"from torch.m{i} import *\n" for i in range(60)),
        "".join(f"import torch.m{i} as x\n" for i in range(60)),
        "def unused():\n" + "    torch.exp\n" * 200_001,
    ],
)
def test_a_file_that_cannot_be_read_in_time_is_forbidden(code: str) -> None:
    """What is not found in it would mean nothing, and the class has to be graded."""
    rule = ScratchRule.of(READY, [], [("work.py", code)])
    assert [reason for _use, reason in rule.forbidden_uses("f")] == ["it imports and names more than can be read"]


def test_a_name_among_thousands_of_others_is_found() -> None:
    """Statements that bind and read one another are read once each; a sum of a thousand strings is left to the run."""
    names = ", ".join(f"a{i}" for i in range(3000))
    added = " + ".join(["'a'"] * 900)
    code = f"{names} = {names}\nimport torch\nb = getattr(torch, {added})\ndef f(x): return a7, b, torch.relu(x)"
    rule = ScratchRule.of(READY, [], [("work.py", code)])
    assert [use.text for use, _reason in rule.forbidden_uses("f")] == ["torch.relu"]
