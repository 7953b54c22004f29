"""What a submission can send back: data. Lies about what it is, forged frames and tricky exceptions gain nothing."""

from typing import Any

import pytest
import torch

from autograder.errors import AnswerError, MissingAnswer, UnusableAnswer
from autograder.sandbox.inside.calls import Want
from tests.box import Box, X


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("torch.eye(3).to_sparse()", "layout"),
        ("torch.empty(3, device='meta')", "meta"),
        ("torch.ones(3, dtype=torch.complex64)", "complex64"),
        ("torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.qint8)", "qint8"),
        ("object()", "`object` is not data"),
        ("(i for i in range(3))", "`generator` is not data"),
        ("f", "`function` is not data"),
        ("{object(): 1}", "`object` is not data"),
        ("10**30", "64 bits"),
        ("'x' * 2 * 10**6", "text of more than"),
        ("[0] * 10**6", "more than 200000 values"),
    ],
)
def test_cannot_answer_with_what_is_no_data(box: Box, value: str, reason: str) -> None:
    """The answer says what is wrong with it, and nothing breaks."""
    assert reason in box.answer(f"import torch\ndef f(): return {value}").unusable


@pytest.mark.parametrize(
    "body", ["a = []; a.append(a); return a", "\n a = []\n for i in range(10**5): a = [a]\n return a"]
)
def test_cannot_answer_without_end(box: Box, body: str) -> None:
    """A list within itself, or a hundred thousand deep, is refused."""
    assert "nested more than" in box.answer(f"def f(): {body}").unusable


def test_cannot_lie_with_a_tensor_subclass(box: Box) -> None:
    """What crosses is a plain tensor's bytes, or a refusal: no class of the submission's is ever looked at outside."""
    code = """
import torch
class Agreeable(torch.Tensor):
    def __eq__(self, other): return True
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None): return torch.tensor(True)
def f(x): return torch.zeros(2).as_subclass(Agreeable)
"""
    answer = box.answer(code, X)
    assert answer.unusable or type(answer.value) is torch.Tensor


def test_subclasses_of_plain_values_arrive_plain(box: Box) -> None:
    """An int that equals everything arrives as an int."""
    value = box.value("class I(int):\n def __eq__(self, other): return True\ndef f(): return I(3)")
    assert type(value) is int
    assert value != 4


@pytest.mark.parametrize(
    "body",
    [
        "for n in range(3, 64):\n  try: os.write(n, b'A' * 4096)\n  except OSError: pass\n return 1",
        "os.closerange(0, 256)\n return 1",
        "r, w = os.pipe()\n for n in range(3, 20):\n  try: os.dup2(w, n)\n  except OSError: pass\n return 1",
        "for n in range(3, 64):\n  try: os.write(n, b'\\x02' + b'\\0' * 11 + b'{}')\n  except OSError: pass\n return 1",
    ],
)
def test_cannot_gain_by_forging_frames(box: Box, body: str) -> None:
    """Writing to, closing or replacing the worker's own stream fails that call, and harms nobody else."""
    with pytest.raises(AnswerError):
        box.answer(f"import os\ndef f():\n {body}")
    assert box.still_serves()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("class E(Exception):\n def __str__(self): raise KeyError\n __repr__ = __str__\ndef f(): raise E()", "E"),
        ("class M(type):\n __name__ = property(int)\nclass E(Exception, metaclass=M): pass\ndef f(): raise E", "E"),
        ("def f(): raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("def f(): raise GeneratorExit", "GeneratorExit"),
        ("def f(): return f()", "RecursionError"),
        ("class E(Exception):\n def __str__(self): return 7\ndef f(): raise E()", "E"),
        ("class E(BaseException):\n def __str__(self): raise self\ndef f(): raise E()", "E"),
        ("class E(Exception):\n @property\n def __class__(self): raise KeyError\ndef f(): raise E()", "E"),
        ("class E(SyntaxError):\n @property\n def filename(self): raise OSError\ndef f(): raise E('a')", "E"),
        ("class E(SyntaxError):\n @property\n def msg(self): raise OSError\ndef f(): raise E('a')", "E"),
    ],
)  # fmt: skip
def test_exceptions_that_misbehave_are_described_all_the_same(box: Box, code: str, kind: str) -> None:
    """An exception that raises in its own `str()`, or is none of the usual, is an answer like any other."""
    problem = box.answer(code).problem
    assert problem is not None
    assert problem.kind == kind
    assert box.still_serves()


def test_a_huge_exception_is_cut_short(box: Box) -> None:
    """Neither its message nor its name fills the report."""
    problem = box.answer("E = type('E' * 10**6, (Exception,), {})\ndef f(): raise E('x' * 10**8)").problem
    assert problem is not None
    assert len(problem.message) <= 500
    assert len(problem.kind) <= 100


def test_a_name_that_is_not_there_is_missing(box: Box) -> None:
    """A submission without the function is told so."""
    with pytest.raises(MissingAnswer, match="not defined"):
        box.answer("def g(): return 1")


def test_the_place_of_an_exception_is_the_submissions_own_line(box: Box) -> None:
    """A student reads their own line, not one of torch's."""
    problem = box.answer("import torch\ndef f():\n    return torch.ones(2) @ torch.ones(3)").problem
    assert problem is not None
    assert problem.where == "work.py, line 3"
    assert problem.text == "return torch.ones(2) @ torch.ones(3)"


def test_keeping_an_object_inside_brings_a_handle(box: Box) -> None:
    """An object that stays inside can be called by its handle."""
    session = box.session("import torch\ndef make(): return torch.nn.Linear(2, 3)")
    handle = session.call("make", [((), {})], Want(keep=True))[0].value
    assert handle.type_name == "Linear"
    assert session.call(handle, [((X,), {})], Want(), method="forward")[0].value.shape == (3,)
    session.close()


def nothing_of(f: Any, x: Any) -> None:
    f(x)


def test_checks_say_what_cannot_be_graded(box: Box) -> None:
    """By value, and while it is looked at from scratch, unless a driver leaves it inside."""
    from autograder.testing import check_from_scratch, compare_values
    from autograder.testing.scratch import ScratchRule
    from autograder.testing.submission import SubmissionUnderTest

    cells = [("work.py", "def f(x): return object()")]
    session = box.session(cells[0][1])
    submission = SubmissionUnderTest(session, rule=ScratchRule.of([], [], cells))
    with pytest.raises(UnusableAnswer, match="returned cannot be used: a `object`"):
        compare_values(submission.f, torch.relu, X)
    with pytest.raises(UnusableAnswer, match="returned cannot be used: a `object`"):
        check_from_scratch(submission, "f", X)
    check_from_scratch(submission, "f", X, driver=nothing_of)
    session.close()


def test_a_crash_is_told_with_the_call(box: Box) -> None:
    """As the student would write it."""
    from autograder.testing import compare_values
    from autograder.testing.submission import SubmissionUnderTest

    session = box.session("import os\ndef f(x): os._exit(7)")
    with pytest.raises(AnswerError, match=r"`f\(tensor\(\[-1.0, 2.0\]\)\)` ended the process .*exit code 7"):
        compare_values(SubmissionUnderTest(session).f, torch.relu, X)
    session.close()


def test_a_file_that_ends_its_process_is_told_without_a_call(box: Box) -> None:
    """Nothing was called yet; and a worker that can no longer speak is not said to have ended by itself."""
    from autograder.testing import compare_values
    from autograder.testing.submission import SubmissionUnderTest

    session = box.session("globals()['x' * 5_000_000] = 1\nimport os\nos.write = None\ndef f(x): return x")
    with pytest.raises(AnswerError, match="^Running the file itself broke the process that ran it"):
        compare_values(SubmissionUnderTest(session).f, torch.relu, X)
    session.close()
