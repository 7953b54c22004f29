"""A submission made from live definitions means what they mean, and runs nothing else."""

import __future__

import ast
import importlib
import linecache
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.notebook_check.live import Live
from autograder.notebook_check.rebuild import Rebuilt
from autograder.notebook_check.statements import Executed
from autograder.sandbox.direct import DirectSession
from autograder.sandbox.inside.calls import Want
from autograder.submission.ipython import plain_python


def kernel(*cells: str) -> Live:
    """Run ``cells`` as a kernel does: statement by statement, to the end or to the first that raises."""
    names: dict[str, Any] = {"__name__": "__main__"}
    flags = 0
    for text in cells:
        flags |= __future__.annotations.compiler_flag if "__future__" in text else 0
        try:
            for statement in ast.parse(plain_python(text)[0]).body:
                exec(compile(ast.Module([statement], []), "<cell>", "exec", flags, dont_inherit=True), names)
        except (SyntaxError, ZeroDivisionError, NameError):
            continue
    first = {text: number for number, text in reversed(list(enumerate(cells, 1)))}
    latest = {text: number for number, text in enumerate(cells, 1)}
    return Live(names, [Executed(f"cell [{n}]", text, first=first[text]) for text, n in latest.items()])


def answer(rebuilt: Rebuilt, name: str, *args: Any) -> Any:
    """What ``name`` returns inside a worker that was given the rebuilt cells."""
    session = DirectSession([(cell.name, cell.text) for cell in rebuilt.cells])
    assert not session.loaded.problems, session.loaded.problems
    (found,) = session.call(name, [(args, {})], Want())
    assert found.problem is None, found.problem
    return found.value


def text_of(rebuilt: Rebuilt) -> str:
    return "\n".join(cell.text for cell in rebuilt.cells)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["def f(x): return x", "def f(x): return x + 1"], 3),
        (["def f(x): return x", "1 / 0\ndef f(x): return x + 1"], 2),
        (["def f(x): return x", "def f(x):\n    return x + 1\n1 / 0\ndef f(x): return 9"], 3),
        (["def f(x): return x", "def g(x): return x + 1\nf = g"], 3),
        (["def g(x): return 1", "def f(x): return g(x)", "def g(x): return 5"], 5),
        (["a = 1", "def f(x): return x + a", "a = 40"], 42),
        (["a, b = 1, 2; c = 3", "def f(x): return x + a + b + c", "a = 10"], 17),
        (["def make(k):\n    def inner(x): return k * x\n    return inner\nf = make(3)"], 6),
        (["f = lambda x: x * 4"], 8),
        (["import math; from math import floor as down\ndef f(x): return down(x + math.pi)"], 5),
        (["from math import *\ndef f(x): return floor(x + pi)"], 5),
        (["%%time\ndef f(x):\n    return x + 5"], 7),
        (["!pip list\n%matplotlib inline\ndef f(x): return x + 6"], 8),
        (["for i in range(3):\n    def f(x):\n        return x + 7\n"], 9),
        (["with open('/dev/null'):\n    @staticmethod\n    def f(x):\n        return '''\n'''+str(x)\n"], "\n2"),
        (["if True:\n    def f(x): return x\nelse:\n    def f(x): return 0"], 2),
        (["try:\n    import nope\nexcept ImportError:\n    nope = 0\ndef f(x): return nope"], 0),
        (
            [
                "class A:\n    k = 2\nclass B(A):\n    def m(self, x): return self.k * x\nb = B()",
                "def f(x): return b.m(x)",
            ],
            4,
        ),
        (["class A:\n    def m(self, x): return 0", "A.m = lambda self, x: x + 1", "def f(x): return A().m(x)"], 3),
        (["class A:\n    @property\n    def p(self): return 8", "def f(x): return A().p"], 8),
        (
            [
                "class A:\n    def m(self): return 1",
                "1 / 0\nclass A:\n    def m(self): return 2",
                "def f(x): return A().m()",
            ],
            1,
        ),
        (["def twice(g): return lambda x: 2 * g(x)", "def f(x): return x + 1", "f = twice(f)"], 6),
        (["import functools", "@functools.lru_cache\ndef f(x): return x + 1"], 3),
        (["fs = [abs]", "fs += [lambda x: x + 1]", "def f(x): return fs[1](x)"], 3),
        (["def f(x): return count(x)\ndef count(n):\n    return 0 if n == 0 else 1 + f(n - 1)"], 2),
        (["from __future__ import annotations", "def f(x: NotDefined): return x"], 2),
        (["def f(x): return gone", "gone = 3", "gone"], 3),
        (
            [
                "import abc\nclass A(abc.ABC): pass",
                "def f(x): return issubclass(A, abc.ABC)",
                "import abc\nclass A(abc.ABC): pass",
            ],
            True,
        ),
        (
            [
                "from abc import ABC",
                "class A(ABC): pass",
                "from abc import ABC\nk = 1",
                "def f(x): return issubclass(A, ABC)",
            ],
            True,
        ),
        (["def f(x): return table[0](x)\ntable = [abs]\ntable = [lambda x: x + 1]"], 3),
        (["x = 1 +", "def f(x): return x"], 2),
        (["return 3", "def f(x): return x"], 2),
        (["def f(x):\n    %time y = 1\n    return x"], 2),
    ],
)
def test_what_is_live_is_what_is_rebuilt(cells: Sequence[str], expected: object) -> None:
    """Redefined, raised, shadowed, patched, decorated, conditional, re-run: as the kernel has it."""
    assert answer(Rebuilt(kernel(*cells), ["f"]), "f", 2) == expected


def test_nothing_but_definitions_is_run_again(tmp_path: Path) -> None:
    """Training, loops, prints and the check itself are left out, and so is whatever nothing needs."""
    note = tmp_path / "ran"
    train = f"""def train():
    with open({str(note)!r}, 'a') as file:
        file.write('x')
    return object()
model = train()
"""
    live = kernel(train, "for step in range(3):\n    train()", "losses = [train() for _ in 'abc']\ndef f(x): return x")
    before = note.read_text()
    rebuilt = Rebuilt(live, ["f"])
    assert answer(rebuilt, "f", 2) == 2
    assert note.read_text() == before == "x" * 7
    assert "train" not in text_of(rebuilt)


def test_values_are_what_they_are_now() -> None:
    """Numbers, tensors and arrays go as data, whatever made them."""
    live = kernel(
        "import torch, numpy as np\nw = torch.arange(3.) / 7\ntable = {'a': [1, (2.5,), {3}], 'b': None}",
        "v = np.array([[1, 2]])\nbig = float('-inf')\ndtype = torch.float64\nempty = (set(), ())\ns = np.float32(0.1)",
        "w[0] = 9\ntable['c'] = frozenset([1j])\nbits = torch.tensor([True])\nr = torch.zeros(1, requires_grad=True)",
        "def f():\n    return [w, str(table), str(v), v.dtype.name, big, w.to(dtype).dtype == dtype, "
        "empty == (set(), ()), float(s), bits, r.requires_grad]",
    )
    found = answer(Rebuilt(live, ["f"]), "f")
    expected = live.names["f"]()
    assert torch.equal(found[0], expected[0]) and torch.equal(found[8], expected[8])
    assert found[1:8] == expected[1:8] and found[9] is True


@pytest.mark.parametrize("value", ["list(range(20_000))", "'x' * 20_000", "10 ** 9999", "nest", "torch.zeros(20_000)"])
def test_a_value_that_is_too_large_is_made_again(value: str) -> None:
    """By its statement."""
    live = kernel(
        "import torch\nnest = []\nfor _ in range(30): nest = [nest]", f"a = {value}\ndef f(): return str(type(a))"
    )
    rebuilt = Rebuilt(live, ["f"])
    assert f"a = {value}" in text_of(rebuilt)


def test_a_deleted_helper_is_missing_as_in_the_notebook() -> None:
    """Whoever calls it meets a NameError."""
    rebuilt = Rebuilt(kernel("def g(x): return x\ndef f(x): return g(x)", "del g"), ["f"])
    session = DirectSession([(cell.name, cell.text) for cell in rebuilt.cells])
    problem = session.call("f", [((1,), {})], Want())[0].problem
    assert problem is not None and problem.kind == "NameError" and problem.where == "cell [1], line 2"


def test_lines_are_told_as_the_notebook_numbers_them() -> None:
    """By the cell's number and the line in it, also where a cell was run again after what needs it."""
    cells = ["import torch\n\n\ndef f(x):\n    # why\n    return x / 0\nk = 3", "1\n"]
    session = DirectSession([(cell.name, cell.text) for cell in Rebuilt(kernel(*cells), ["f"]).cells])
    problem = session.call("f", [((1,), {})], Want())[0].problem
    assert problem is not None and (problem.where, problem.text) == ("cell [1], line 6", "return x / 0")


def test_a_file_of_ones_own_is_imported_and_remarked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Grading would not find it."""
    (tmp_path / "my_own_helpers.py").write_text("def g(x): return x + 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    try:
        live = kernel("import my_own_helpers as h\nfrom my_own_helpers import g", "def f(x): return g(h.g(x))")
        rebuilt = Rebuilt(live, ["f"])
        assert answer(rebuilt, "f", 1) == 3
        assert [remark.split(".")[0] for remark in rebuilt.remarks] == [
            "`g` comes from your file `my_own_helpers",
            "`h` comes from your file `my_own_helpers",
        ]
        importlib.reload(sys.modules["my_own_helpers"])
        assert answer(Rebuilt(live, ["f"]), "f", 1) == 3
    finally:
        sys.modules.pop("my_own_helpers", None)


def test_a_file_that_was_run_is_read_and_remarked(tmp_path: Path) -> None:
    """%run puts its definitions among the notebook's own."""
    script = tmp_path / "extra.py"
    script.write_text("import math\ndef g(x):\n    return math.floor(x)\nprint('not again')\n")
    live = kernel("def f(x): return g(x)")
    exec(compile(script.read_text(), str(script), "exec"), dict(live.names), namespace := dict(live.names))
    live.names.update(namespace)  # type: ignore[attr-defined]
    rebuilt = Rebuilt(live, ["f"])
    assert answer(rebuilt, "f", 2.5) == 2
    assert "not again" not in text_of(rebuilt)
    assert rebuilt.remarks[0].startswith("`g` comes from your file `extra.py`. Grading sees the notebook alone")


def test_a_cell_that_the_history_lost_is_found_by_its_code() -> None:
    """`%reset in` empties the history; the text that tracebacks show is still there."""
    text = "def f(x):\n    return x + 1\n"
    linecache.cache["<lost cell>"] = (len(text), None, text.splitlines(keepends=True), "<lost cell>")
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(text, "<lost cell>", "exec"), names)
    assert answer(Rebuilt(Live(names, []), ["f"]), "f", 1) == 2


def test_what_has_no_source_is_told() -> None:
    """A root is lost, a helper is remarked."""
    names: dict[str, Any] = {"__name__": "__main__"}
    exec("def g(x): return x", names)
    assert Rebuilt(Live(names, []), ["g"]).lost == ["g"]
    live = Live({**names, **kernel("def f(x): return g(x)").names}, kernel("def f(x): return g(x)").sources)
    assert Rebuilt(live, ["f"]).remarks == [
        "The source of `g` cannot be found, so it is missing here. Define it in a cell."
    ]


def test_a_module_that_no_cell_imported_is_imported() -> None:
    """Some kernels bring names along."""
    live = kernel("def f(x): return math.floor(x)")
    live = live.meaning("math", importlib.import_module("math"))
    assert answer(Rebuilt(live, ["f"]), "f", 2.5) == 2


def test_what_answers_for_itself_does_no_harm() -> None:
    """An object may raise whenever it is looked at."""
    odd = "class Odd:\n    def __getattribute__(self, name): raise ValueError(name)\n    __repr__ = None\no = Odd()\n"
    assert "o = Odd()" in text_of(Rebuilt(kernel(f"{odd}def f(x): return o"), ["f"]))
