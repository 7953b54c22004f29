"""What a submission's own builtins refuse, and what they leave as it is."""

import pytest

from autograder.sandbox.inside.calls import Want
from autograder.sandbox.session import Session
from tests.box import Box

HIDDEN = "import inspect\nframe = lambda: inspect.stack()[0].frame\n"


@pytest.mark.parametrize(
    "body",
    [
        "return getattr(frame(), 'f_' + 'back')",
        "exec('x = frame().f_back', globals())",
        "return eval(b'frame().f_back')",
        "return compile('match frame():\\n case object(f_back=b): pass', '', 'exec')",
        "import ast\n return compile(ast.parse('frame().f_back'), '', 'exec')",
    ],
)
def test_cannot_reach_past_the_language_by_text(box: Box, body: str) -> None:
    """Names made up at run time, and text that the trusted side has never seen."""
    assert "is closed while a submission is graded" in box.problem(f"{HIDDEN}def f():\n {body}\n")


def test_text_runs_where_it_is_called_from(box: Box) -> None:
    """exec, eval and compile are Python's own otherwise; what cannot be parsed raises as ever."""
    code = """
exec("def g(x): return x + ONE\\nONE = 1")
own = {}
exec("import math\\ny = math.sqrt(4)", own)
def f():
    size = 3
    try:
        eval("1 +")
    except SyntaxError:
        return [g(1), own["y"], eval(" size + 1"), eval("a", {"a": 5}), eval(compile("size", "", "eval"))]
"""
    assert box.value(code) == [2, 2.0, 4, 5, 3]


@pytest.mark.parametrize(
    "head",
    [
        "import numpy\ng = numpy.tanh",
        "import math\ng = math.tanh",
        "from scipy.special import *\ng = expit",
        "import scipy\ng = scipy.special.expit",
        "import numpy._core.umath as u\ng = u.tanh",
    ],
)
def test_cannot_hide_a_ready_made_function_of_another_library(box: Box, head: str) -> None:
    """It is noted when it runs, in the calls that record operators alone."""
    code = f"{head}\ndef f(): return float(g(0.0))\n"
    session = Session(box.zygote, [("work.py", code)], ready_made=["Tanh", "expit"])
    asked = [session.call("f", [((), {})], Want(operators=operators))[0] for operators in (True, False)]
    session.close()
    assert [set(answer.operators) & {"tanh", "expit"} != set() for answer in asked] == [True, False]


def test_what_only_shows_is_there_and_does_nothing(box: Box) -> None:
    """A notebook's names, and `help`, which a line at the top may call."""
    code = "help(len)\ndisplay(1)\nget_ipython().run_line_magic('time', '')\ndef f(): return 'ran'"
    session = box.session(code)
    assert not session.loaded.problems
    session.close()
