"""Labs show what they say: each is run small, and its lesson is seen in its numbers."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from autograder.chart import Chart, Series
from autograder.cli.main import rectify, run
from autograder.contest import data
from autograder.feedback.leaderboard import ANONYMOUS, rank, render_leaderboard
from autograder.feedback.terminal_chart import terminal_chart
from autograder.report import Measurement, Report
from labs import approximation, dead_neurons, gradient_flow, shapes, signal, sine, xor
from labs.lab import lab_names, lab_text
from tests.sample_reports import report as sample_report

LABS = [gradient_flow, dead_neurons, signal, approximation, shapes, sine, xor]


def chosen(lab: Any, **other: Any) -> dict[str, Any]:
    return {option.name: option.default for option in lab.OPTIONS} | other


def shares(told: float) -> None:
    assert 0 <= told <= 1 + 1e-9


def test_every_lab_is_listed() -> None:
    """By its file, with the first line of its docstring."""
    assert lab_names() == ["approximation", "dead-neurons", "gradient-flow", "shapes", "signal", "sine", "xor"]
    assert all(lab_text(name).partition("\n")[0].endswith(".") for name in lab_names())


def test_sigmoid_loses_the_gradient_on_the_way_and_relu_does_not() -> None:
    """Over 20 layers, by ten orders of magnitude."""
    findings = gradient_flow.run(chosen(gradient_flow, starts=2, width=32), shares)
    ratios = {row[0]: float(row[3]) for row in findings.table[1:]}
    assert ratios["sigmoid"] < 1e-8
    assert ratios["relu"] > 1e-2


def test_relu_neurons_die_of_large_steps_and_leaky_ones_do_not() -> None:
    """Nor does anyone at small ones."""
    findings = dead_neurons.run(chosen(dead_neurons, width=40, steps=20), shares)
    dead = {row[0]: [float(entry.rstrip("%")) for entry in row[1:]] for row in findings.table[1:]}
    assert dead["relu"][1] < 10 < dead["relu"][2]
    assert dead["leaky-relu"] == [0, 0, 0]


def test_neurons_that_start_far_below_zero_are_dead_at_once() -> None:
    """Before any step."""
    assert dead_neurons.dead_share("relu", 50, -20.0, 0.0, 0, 0) == 1.0


def test_selu_keeps_its_variance_with_lecuns_start() -> None:
    """Over 50 layers, where ReLU's dies out; with He's start ReLU keeps its own."""
    variances = {name: signal.statistics(50, 128, name, "lecun", 0)[1] for name in ("selu", "relu")}
    assert 0.5 < variances["selu"][-1] < 2
    assert variances["relu"][-1] < 1e-10
    assert 1e-3 < signal.statistics(50, 128, "relu", "he", 0)[1][-1] < 1e2


def test_the_shares_of_a_distribution_are_of_all_values() -> None:
    """In percent: half of a ReLU's outputs are in the first bin at or above 0."""
    last = signal.statistics(3, 128, "relu", "he", 0)[2]
    shares_of_bins = signal.distribution("relu", last)
    assert sum(value or 0 for value in shares_of_bins.y) == pytest.approx(100 * float((last <= 3).double().mean()))
    assert max(value or 0 for value in shares_of_bins.y) > 40


def test_shapes_tells_ranges_and_flat_parts() -> None:
    """Sigmoid's derivative is a quarter at most; half of ReLU is flat."""
    table = {row[0]: row[1:] for row in shapes.run(chosen(shapes), shares).table[1:]}
    assert table["sigmoid"][1] == "0.006648 to 0.25"
    assert table["relu"][2] == "50% of the interval"
    assert table["gelu"][0] == "-0.17 to 5"


def test_the_dip_of_gelu_is_where_the_course_says() -> None:
    """And SiLU's."""
    table = {row[0]: row[3] for row in approximation.run(chosen(approximation), shares).table[1:]}
    assert table["exact GELU"] == "(-0.7518, -0.1700)"
    assert table["SiLU"] == "(-1.2785, -0.2785)"


def test_a_network_without_activation_finds_the_best_line() -> None:
    """And one with ReLU the sine."""
    findings = sine.run(chosen(sine, activation=("relu", "identity"), epochs=300), shares)
    errors = {row[0]: float(row[1]) for row in findings.table[1:]}
    assert errors["relu"] < 0.05
    assert errors["identity"] == pytest.approx(errors["the best straight line"], rel=0.02)


def test_xor_needs_a_bend() -> None:
    """Without one the loss stays at ln 2."""
    findings = xor.run(chosen(xor, activation=("tanh", "identity"), epochs=300, starts=5), shares)
    rows = {row[0]: row for row in findings.table[1:]}
    assert rows["tanh"][1] == "5 of 5"
    assert rows["identity"][1:3] == ["0 of 5", "none"]
    assert float(rows["identity"][3]) == pytest.approx(0.693, abs=0.001)


def test_a_lab_is_run_from_the_command_line(tmp_path: Path) -> None:
    """With a plot in the terminal, a table, the lesson, and plots as files."""
    result = CliRunner().invoke(rectify, ["lab", "xor", "--epochs", "60", "--starts", "2", "--out", str(tmp_path)])
    assert result.exit_code == 0
    for text in ("XOR: loss of the median start", "starts that learned", "No straight line separates XOR"):
        assert text in result.output
    assert (tmp_path / "xor-1.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_wrong_choice_is_said() -> None:
    """With what there is."""
    assert run(["lab", "xor", "--activation", "nonsense"]) == 2
    assert run(["lab", "nonsense"]) == 2


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As the operator's, with the next step."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["lab", "approximation", "--points", "11", "--out", str(tmp_path / "file" / "in")]) == 4
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize(
    "series",
    [
        [Series("a", [1.0, 2.0, 3.0], [1.0, None, float("inf")])],
        [Series("a", [1.0], [5.0]), Series("b", [1.0], [0.0])],
        [Series("a", [], [])],
        [Series("a", [0.0, 1.0], [2.0, 2.0]), Series("b", [0.0, 1.0], [-1.0, 1e300])],
    ],
)
def test_any_chart_can_be_drawn_in_a_terminal(series: list[Series], colour: bool) -> None:
    """Gaps, single points, nothing at all, on plain and logarithmic axes."""
    for log in (False, True):
        assert terminal_chart(Chart("title", series, log=log), colour=colour).startswith("title\n")


def test_a_contest_is_held_from_the_command_line(tmp_path: Path, course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the digits, seen once; what is said, what is saved, and the exit code."""
    short = replace(data.load_digits(), epochs=1)
    monkeypatch.setattr(data, "load_digits", lambda: short)
    file = course.assignment("custom_activation").reference
    arguments = ["contest", str(file), "--data", "digits", "--pairs", "5", "--out", str(tmp_path)]
    result = CliRunner().invoke(rectify, arguments, standalone_mode=False)
    assert result.return_value in {0, 1}
    for text in ("5 pairs on digits (1297 images", "ReLU", "One-sided paired test", "without a sandbox"):
        assert text in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["differences.svg", "function.svg", "training.svg"]


def test_an_assignment_without_a_contest_is_said(course: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """With the way to name another."""
    assert run(["contest", str(course.assignment("smooth").reference)]) == 2
    assert "has no contest" in capsys.readouterr().err


def measured(name: str, value: float, nickname: str) -> Report:
    report = sample_report(student=name)
    found = Measurement(name="gain", value=value, low=value - 1, high=value + 1, unit="points", nickname=nickname)
    checks = [report.checks[0].model_copy(update={"measurements": [found]}), *report.checks[1:]]
    return report.model_copy(update={"checks": checks})


def test_the_leaderboard_names_only_who_asked_for_it() -> None:
    """Best first; the same gain, the same place; no student's name anywhere."""
    reports = [measured("okafor_ada", 1.0, ""), measured("sato_ren", 2.0, "<b>bend</b>"), measured("xu_fang", 1.0, "z")]
    assert [(one.place, one.name) for one in rank(reports)] == [(1, "<b>bend</b>"), (2, ANONYMOUS), (2, "z")]
    page = render_leaderboard(reports)
    assert "&lt;b&gt;bend&lt;/b&gt;" in page
    assert not any(name in page for name in ("okafor_ada", "sato_ren", "xu_fang"))
    assert page == render_leaderboard(list(reversed(reports)))
    assert "No submissions" in render_leaderboard([])


def test_charts_and_measurements_are_data(tmp_path: Path) -> None:
    """They go through JSON and come back."""
    chart = Chart("t", [Series("a", [1.0], [None])], dots=True)
    report = sample_report()
    check = report.checks[0].model_copy(update={"charts": [chart]})
    text = report.model_copy(update={"checks": [check]}).to_json()
    assert json.loads(text)["checks"][0]["charts"][0]["series"][0] == {"label": "a", "x": [1.0], "y": [None]}
    assert Report.model_validate_json(text).checks[0].charts[0].dots
