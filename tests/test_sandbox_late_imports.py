"""What torch imports at a first use: it takes seconds, and is no fault of the submission that comes to it first."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from autograder.errors import TimedOut
from autograder.grading.grader import CheckSet, Grader, Isolation
from autograder.sandbox.first_uses import may_import_late
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.inside.late_imports import LateImports
from autograder.sandbox.limits import Limits
from autograder.sandbox.opening import KeptSandbox
from autograder.sandbox.zygote import Zygote
from tests.box import Box
from tests.small_course import make_small_course

#: Far less than the import takes, and far more than a step of an optimizer.
_SHORT = Limits(cpu_seconds=0.3, load_seconds=2.0)
_STEP = """
import torch
def f():
    w = torch.ones(1, requires_grad=True)
    optimizer = {optimizer}([w], lr=0.5)
    w.sum().backward()
    optimizer.step()
    return w.item()
"""


@pytest.fixture
def box(sandbox: None) -> Iterator[Box]:
    """A box of its own: what is imported for one test would be there for the next."""
    made = Box(_SHORT)
    with closing(made.zygote):
        yield made


def test_a_foreseen_first_use_costs_no_time(box: Box) -> None:
    """A submission that names an optimizer finds it imported."""
    assert box.answer(_STEP.format(optimizer="torch.optim.SGD")).value == 0.5


def test_an_unforeseen_first_use_costs_a_try_and_no_more(box: Box) -> None:
    """Whoever comes to an optimizer by a name made up at run time is too slow once; the second try finds it there."""
    session = box.session(_STEP.format(optimizer="getattr(getattr(torch, 'op' + 'tim'), 'SGD')"))
    with pytest.raises(TimedOut, match="did not return"):
        session.call("f", [((), {})], Want())
    assert session.call("f", [((), {})], Want())[0].value == 0.5
    session.close()


def test_an_unforeseen_first_use_costs_the_next_submission_nothing(sandbox: None) -> None:
    """Where there was time enough for it, it is imported for all when that submission is done, not by each again."""
    made = Box(Limits(cpu_seconds=60))
    with closing(made.zygote):
        unforeseen = _STEP.format(optimizer="getattr(getattr(torch, 'op' + 'tim'), 'SGD')")
        loaded = (
            unforeseen + "\nimport sys\nfound = 'torch._dynamo' in sys.modules\ndef was_there():\n    return found\n"
        )
        for was_there in (False, True):
            session = made.session(loaded)
            assert session.call("was_there", [((), {})], Want())[0].value is was_there
            assert session.call("f", [((), {})], Want())[0].value == 0.5
            session.close()


#: Each in half of all notebooks.
_COMMON = (
    "print(torch.linspace(0, 1, 3), torch.ones(2, requires_grad=True))",
    "next(iter(torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.ones(2, 1)))))",
    "torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.BatchNorm1d(2))(torch.ones(2, 1))",
    "torch.set_default_device('cpu')",
    "x = torch.ones(3, requires_grad=True); out = x * 1; out[x > 0] = 0; out.sum().backward()",
)


def test_what_many_use_is_there_from_the_start(sandbox: None) -> None:
    """It must not have what few use imported before the next submission, which takes as long as torch."""
    made = Box()
    with closing(made.zygote), patch.object(Zygote, "warm_up_wholly") as warm_up_wholly:
        for line in _COMMON:
            assert made.value(f"import torch\n{line}\ndef f():\n    return 1\n") == 1
            assert made.still_serves()
            assert not warm_up_wholly.called, line


@pytest.mark.parametrize(("line", "is_wanted"), [("", False), ("#: Followed by torch.optim.SGD.\n", True)])
def test_what_the_checks_use_is_imported_before_anybody_is_graded(
    tmp_path: Path, line: str, *, is_wanted: bool
) -> None:
    """A driver runs in the worker: what it comes to use must not cost the first student a try."""
    assignment = make_small_course(tmp_path).assignment("units")
    path = assignment.hidden_checks
    path.write_text(path.read_text().replace("import pytest\n", f"import pytest\n{line}"))
    workers = Mock(spec=Zygote, limits=Limits())
    sandbox = KeptSandbox(walled=True, workers=workers)
    Grader(CheckSet(assignment), Isolation.SHARED, sandbox).warm_up()
    assert workers.warm_up_wholly.called is is_wanted


@pytest.mark.parametrize(
    ("text", "foreseen"),
    [
        ("optimizer = torch.optim.SGD(p)", True),
        ("from torch.func import vmap", True),
        ("g, = torch.autograd.grad(y, x, v)", True),
        ("y.backward(torch.ones(3))", True),
        ("y.sum().backward()", False),
        ("x.requires_grad_(); gradient = x.grad", False),
        ("def relu(x): return torch.clamp(x, min=0)", False),
    ],
)
def test_first_uses_are_read_in_the_source(text: str, *, foreseen: bool) -> None:
    """Not every submission pays for what few use."""
    assert may_import_late(["import torch", text]) is foreseen


def test_a_late_import_is_noted_once() -> None:
    """Only torch's own parts count, and each question is about what came since the last."""
    late = LateImports()
    late.find_spec("scipy.special", None)
    assert not late.seen()
    late.find_spec("torch._dynamo", None)
    assert late.seen()
    assert not late.seen()
