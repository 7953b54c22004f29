"""Workers where nothing can be forked: for one's own code on macOS and Windows, tried here on any system."""

from collections.abc import Iterator

import pytest

from autograder.errors import SandboxBroken, TimedOut, WorkerCrashed
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.limits import Limits
from autograder.sandbox.opening import open_workers
from autograder.sandbox.session import Session
from autograder.sandbox.spawned import SpawnedWorkers
from autograder.sandbox.zygote import Zygote

CODE = "import os\ndef f(x=1): return x + 1\ndef g():\n while True: pass\ndef h(): os._exit(3)"


@pytest.fixture(scope="module")
def workers() -> Iterator[SpawnedWorkers]:
    made = SpawnedWorkers(Limits(wall_seconds=5.0))
    yield made
    made.close()


def test_a_spawned_worker_answers(workers: SpawnedWorkers) -> None:
    """One submission after another."""
    for number in (1, 2):
        session = Session(workers, [("work.py", CODE)])
        assert session.call("f", [((number,), {})], Want())[0].value == number + 1
        session.close()


def test_an_endless_loop_costs_its_own_call(workers: SpawnedWorkers) -> None:
    """The worker is ended, and a fresh one goes on."""
    session = Session(workers, [("work.py", CODE)])
    with pytest.raises(TimedOut, match="did not return within"):
        session.call("g", [((), {})], Want())
    assert session.call("f", [((), {})], Want())[0].value == 2
    session.close()


def test_a_worker_that_ends_is_told_of(workers: SpawnedWorkers) -> None:
    """With its exit code."""
    session = Session(workers, [("work.py", CODE)])
    with pytest.raises(WorkerCrashed, match="ended the process that ran it"):
        session.call("h", [((), {})], Want())
    session.close()


def test_a_stranger_on_the_port_is_not_taken_for_a_worker(workers: SpawnedWorkers) -> None:
    """Whoever connects has to know the word."""
    import socket

    with socket.create_connection(workers._listener.getsockname()) as stranger:
        stranger.sendall(b"x" * 16)
        with pytest.raises(SandboxBroken, match="Something else on this machine answered"):
            workers.fork_worker()
    workers.reap()


def test_a_worker_that_does_not_come_up_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while."""
    made = SpawnedWorkers(Limits())
    made._listener.settimeout(0.01)
    with pytest.raises(SandboxBroken, match="did not come up"):
        made.fork_worker()
    made.close()


def test_each_system_gets_what_it_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A zygote on Linux, spawned workers elsewhere."""
    monkeypatch.setattr("sys.platform", "darwin")
    source = open_workers(Limits(), walled=False)
    assert isinstance(source, SpawnedWorkers)
    source.close()
    monkeypatch.setattr("sys.platform", "linux")
    source = open_workers(Limits(), walled=False)
    assert isinstance(source, Zygote)
    source.close()
