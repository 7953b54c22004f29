"""Proofs: keys that hold, keys that do not, and what a proof may compute."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from quizzes import snippets
from quizzes.errors import ExpressionError, ProofFailed
from quizzes.proofs import MAX_PROVEN, Proven, prove_bank
from quizzes.reader import read_source
from quizzes.shelf import BUNDLED, bank_names
from quizzes.shown import shown_number
from quizzes.snippets import output_of
from quizzes.torch_expressions import prove
from tests.quizzes.programs import Programs
from tests.quizzes.samples import OPTIONS, data, read
from tests.thorough import THOROUGH

NUMBERS = [{"text": "$0.25$", "key": True}, {"text": "0.5", "reason": "Half."}]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Runs a program: each in an interpreter of its own where time does not matter, else in a fork of one."""
    if THOROUGH or not hasattr(os, "fork"):
        yield output_of
        return
    with Programs(tmp_path_factory.mktemp("programs")) as programs:
        yield programs.output_of


@pytest.mark.parametrize("name", bank_names())
def test_every_key_of_a_bundled_bank_is_proven(
    name: str, run: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every variant is well formed, every proof holds, every program prints its key."""
    monkeypatch.setattr(snippets, "output_of", run)
    bank, source = read_source(BUNDLED / f"{name}.yaml")
    assert {each.item for each in prove_bank(bank, run_code=True, source=source)} == {item.id for item in bank.items}


@pytest.mark.parametrize(
    "code",
    [
        "import os, sys, torch\ntorch.manual_seed(0)\nprint(torch.rand(2), len(sys.argv), os.listdir(), __name__)",
        "print('\u03c9', [].pop())",
    ],
)
def test_a_program_does_in_a_fork_what_it_does_alone(code: str, run: Callable[[str], str]) -> None:
    """Random numbers, defaults, arguments, folder; or its failure."""
    assert told_by(run, code) == told_by(partial(output_of, wall_seconds=600.0), code)


def told_by(run: Callable[[str], str], code: str) -> str:
    try:
        return run(code)
    except ExpressionError as error:
        return str(error)


@pytest.mark.parametrize(
    ("proof", "value"),
    [
        ("grad(sigmoid, 0)", 0.25), ("grad('tanh', 0)", 1), ("grad(lambda z: relu(2 * z), 3)", 2),
        ("grad(lambda z: 5, 1)", 0),
        ("grad(lambda x: grad(lambda y: x * y, x), 3)", 1), ("grad(lambda z: grad(sigmoid, z), 0)", 0),
        ("maximum(lambda x: grad(tanh, x), -5, 5)", 1), ("minimum(gelu, -5, 5)", -0.16997121),
        ("argmin(gelu, -5, 5)", -0.75179155),
        ("argmax(lambda x: -(x - 2) ** 2, -5, 5)", 2), ("root(lambda x: x ** 2 - 2, 0, 2)", 2**0.5),
        ("expect(lambda z: relu(z) ** 2)", 0.5), ("expect(lambda z: 1)", 1.0), ("jump(lambda x: grad(relu, x), 0)", 1),
        ("cross_entropy([1, 1], 0)", 0.69314718), ("bce(0.5, 1)", 0.69314718), ("bce_with_logits(0, 1)", 0.69314718),
        ("mse([1, 2], [1, 4])", 2), ("parameters('linear', 3, 4)", 16), ("parameters('linear_without_bias', 3, 4)", 12),
        ("parameters('prelu')", 1), ("parameters('conv2d', 3, 8, 3)", 224), ("at(softmax([0, 0]), 1)", 0.5),
        ("max(1, x)", 2),
        ("min([x, 5])", 2), ("sum([x, 3])", 5), ("slope('silu', 0)", 0.5), ("apply('elu', x, 3)", 2),
        ("round(x / 3, 2)", 0.67),
        ("x ** 2 // 3 % 3 - +x", -1), ("close(sigmoid(x), 1, 0.2)", True), ("'a' if relu(x) > 1 else 'b'", "a"),
        ("len([1, x])", 2), ("close(grad(tanh, 0), grad('relu', 1))", True), ("round(grad(sigmoid, 1), 2)", 0.2),
        ("root(lambda z: grad(gelu, z), -1, 0)", -0.75179155),
        ("close(exp(log(x)), x)", True), ("logsumexp([0, 0])", 0.69314718), ("swish(1, 2)", 0.88079708),
        ("softplus(1000)", 1000.0), ("grad(softplus, 1000)", 1.0), ("softplus(-3, 2)", 0.00123786),
    ],
)  # fmt: skip
def test_a_proof_computes_with_torch(proof: str, value: object) -> None:
    """Derivatives, extremes, expectations, losses, counts."""
    found = prove(proof, {"x": 2})
    assert found == (pytest.approx(value, abs=1e-7) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    ("proof", "what"),
    [
        ("grad(relu, 0)", "no slope at 0: it is 0 before, 1 after"), ("grad('Relu', 1)", "is no function"),
        ("grad(1, 1)", "is no function"), ("grad(lambda x, y: x, 1)", "takes 2 numbers, not 1"),
        ("root(exp, 0, 1)", "same"),
        ("maximum(sigmoid, 1, 1)", "not below"), ("parameters('lstm', 1, 2)", "no module"),
        ("softmax([1, 2])", "gives 2 numbers"),
        ("relu('a')", "is no number"), ("cross_entropy([1, 2], 5)", "cannot be computed|no value"),
        ("1 / 0", "divides by zero"),
        ("log(0)", "not finite"), ("sigmoid(1) * 'a'", "no number"), ("sigmoid(1) + relu", "no number"),
        ("(lambda: 1)()", "calls"),
        ("open('x')", "no function `open`"), ("relu.__globals__", "holds Attribute"), ("lambda x: x", "is no number"),
        ("maximum(lambda x: 1 if x > 0 else 0, -1, 1)", "cannot be computed"),
        ("grad(lambda *x: 1, 1)", "no value|takes|no number"),
    ],
)  # fmt: skip
def test_a_proof_that_computes_nothing_is_refused(proof: str, what: str) -> None:
    """In words; neither torch's exceptions nor Python's objects come out."""
    with pytest.raises(ExpressionError, match=what):
        prove(proof, {})


@pytest.mark.parametrize(
    ("kind", "changes", "what"),
    [
        ("numeric", {"key": 0.24}, "key: is 0.24; its proof gives 0.25"),
        ("numeric", {"key": 0.2, "tolerance": {"absolute": 0.01}}, "tolerance: refuses 0.25, which the proof gives"),
        ("numeric", {"key": "{{ 0.2499 }}"}, "key: is 0.2499; its proof gives 0.25"),
        ("numeric", {"proof": "1 > 0"}, "proof: gives `True`; here a proof is a number"),
        ("numeric", {"proof": "log(0)"}, "proof: "),
        ("true_false", {"proof": "relu(1) == 0"}, "proof: is false; it must be true"),
        ("true_false", {"proof": "relu(1)"}, "proof: gives `1.0`; here a proof is true or false"),
        ("single_choice", {"proof": "relu(1) < 0"}, "proof: is false"),
        ("single_choice", {"proof": "relu(1)"}, "options.1.text: `right` shows no number"),
        ("single_choice", {"options": NUMBERS, "proof": "0.26"}, "options.1.text: shows 0.25; its proof gives 0.26"),
        ("single_choice", {"options": [*NUMBERS, {"text": "0.2502", "reason": "r"}], "proof": "0.2502"},
         "options.3.text: is as near"),
        ("single_choice", {"options": NUMBERS, "proof": "'a'"}, "proof: gives `a`; here a proof is true or false"),
        ("single_choice", {"options": NUMBERS, "proof": "log(0)"}, "proof: "),
        ("single_choice", {"options": [{**OPTIONS[0], "proof": "1 > 2"}, OPTIONS[1]]}, "options.1.proof: is false"),
        ("single_choice", {"options": [OPTIONS[0], {**OPTIONS[1], "proof": "1 < 2"}]},
         "options.2.proof: is true; it must be false"),
        ("multiple_response", {"proof": "1 > 2"}, "proof: is false"),
        ("matching", {"pairs": [{"left": "a", "right": "1"}, {"left": "b", "right": "2", "proof": "1 > 2"}]},
         "pairs.2.proof: is false"),
        ("ordering", {"entries": [{"text": "a", "proof": "1"}, {"text": "b", "proof": "1"}]},
         "entries.2.proof: gives 1 after 1"),
        ("ordering", {"entries": [{"text": "a", "proof": "1 > 0"}, {"text": "b", "proof": "1"}]},
         "entries.1.proof: gives `True`"),
        ("ordering", {"entries": [{"text": "a", "proof": "log(0)"}, {"text": "b", "proof": "1"}]}, "entries.1.proof: "),
        ("cloze", {"stem": "[[a]]", "blanks": {"a": {"kind": "choice", "options": NUMBERS, "proof": "0.5"}}},
         "blanks.a.options.1.text"),
        ("cloze", {"stem": "[[a]]", "blanks": {"a": {"kind": "numeric", "key": 1, "tolerance": {"absolute": 0},
         "proof": "2"}}},
         "blanks.a.key"),
        ("code_output", {"key": "[2, 1]"}, "key: is `[2, 1]`; the code prints `[1, 2]`"),
        ("code_output", {"code": "print(1 / 0)"}, "code: the code fails: `ZeroDivisionError: division by zero`"),
    ],
)  # fmt: skip
def test_a_key_that_its_proof_does_not_bear_out_is_named(kind: str, changes: dict[str, Any], what: str) -> None:
    """With what the proof gives."""
    with pytest.raises(ProofFailed) as caught:
        prove_bank(read(data(kind, **changes)), run_code=True)
    first = caught.value.problems[0]
    assert f"{first.field}: {first.what}; {first.allowed}".startswith(what)


def test_every_variant_is_proven_up_to_a_number() -> None:
    """And the one that fails is shown."""
    variables = {"x": {"integers": [-9, 9]}}
    right = data("numeric", stem="{{ x }}", variables=variables, key="{{ relu(x) }}", proof="relu(x)", wrong=None)
    many = {**right, "id": "many", "variables": {"x": {"integers": [1, 5000]}}}
    named = {**right, "id": "named", "let": {"y": "relu(x)"}, "key": "{{ y }}", "proof": "y"}
    proven = prove_bank(read(right, many, named), run_code=False)
    assert proven == [Proven("item", 1, 19), Proven("many", 1, MAX_PROVEN), Proven("named", 1, 19)]
    with pytest.raises(ProofFailed, match=r"item `item`: key: with x = -?[0-9]: is .*; its proof gives"):
        prove_bank(read({**right, "key": "{{ max(x, -5) }}"}), run_code=False)


def test_code_is_run_only_when_asked() -> None:
    """Otherwise it counts as no proof."""
    bank = read(data("code_output", key="never"))
    assert prove_bank(bank, run_code=False) == [Proven("item", 0, 0)]


@pytest.mark.parametrize(
    ("code", "seconds", "what"),
    [
        ("while True: pass", 0.5, "more than 0.5 seconds"),
        ("while True: print('x' * 9999)", 20, "prints more than 100,000 bytes"),
    ],
)
def test_a_program_is_stopped(code: str, seconds: float, what: str) -> None:
    """By time and by what it prints."""
    with pytest.raises(ExpressionError, match=what):
        output_of(code, wall_seconds=seconds)


def test_a_program_sees_nothing_of_the_caller() -> None:
    """Neither input nor environment nor folder; what it prints is UTF-8."""
    code = "import os, sys\nprint(sys.stdin.read(), len(os.listdir()), 'PYTHONPATH' in os.environ, '\u03c9')"
    assert output_of(code).split() == ["1", "False", "\u03c9"]


@pytest.mark.parametrize(
    ("text", "value", "half_unit"),
    [
        ("$-0.170$", -0.17, 0.0005), ("3", 3, 0.5), ("`1e-3`", 0.001, 0.0005), (r"$\frac{1}{4}$", 0.25, 0),
        ("-1/4", -0.25, 0),
        (r"$2.5 \cdot 10^{-5}$", 2.5e-5, 5e-7), (r"$3 \times 10^4$", 3e4, 5e3), (r"$\tfrac12$", 0.5, 0),
        ("\u22122", -2, 0.5),
    ],
)  # fmt: skip
def test_a_number_is_read_from_its_text(text: str, value: float, half_unit: float) -> None:
    """With half a unit of its last digit."""
    shown = shown_number(text)
    assert shown and shown.value == pytest.approx(value) and shown.half_unit == pytest.approx(half_unit)


@pytest.mark.parametrize("text", ["$x$", "1 to 2", "$2x$", "about 3", "", "$\\pi$", "1/0", "1.2.3"])
def test_other_texts_show_no_number(text: str) -> None:
    """Nothing is guessed."""
    assert shown_number(text) is None


def test_reading_and_grading_need_no_torch() -> None:
    """Torch is imported when proofs run, and not before."""
    modules = "quizzes.__main__, quizzes.scoring, quizzes.views, quizzes.schema, quizzes.proofs"
    code = f"import sys, {modules}; print('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
