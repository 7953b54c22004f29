"""The clocks of one request: what a busy machine takes from the worker is not the worker's."""

import os
import select
import socket
import threading
from collections.abc import Iterator

import pytest

from autograder.errors import SandboxBroken
from autograder.sandbox import watch
from autograder.sandbox.watch import OutOfTime, WatchedStream, queued_seconds
from tests.box import Box


@pytest.fixture
def pair() -> Iterator[tuple[WatchedStream, socket.socket]]:
    """A watched end, and the worker's."""
    ours, theirs = socket.socketpair()
    yield WatchedStream(ours), theirs
    ours.close()
    theirs.close()


def receive_late(stream: WatchedStream, theirs: socket.socket) -> bytes:
    """What comes after three times the wall time."""
    stream.begin(60.0, 0.1)
    timer = threading.Timer(0.3, theirs.sendall, [b"late"])
    timer.start()
    try:
        buffer = bytearray(4)
        return bytes(buffer[: stream.recv_into(memoryview(buffer))])
    finally:
        timer.join()


def test_who_answers_late_is_out_of_time(pair: tuple[WatchedStream, socket.socket]) -> None:
    """The wall time has passed."""
    with pytest.raises(OutOfTime, match=r"60 s of processor time, 0\.1 s by the clock"):
        receive_late(*pair)


def test_waiting_for_a_processor_is_given_back(
    pair: tuple[WatchedStream, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker was ready all the time, and the machine busy with others."""
    waits = iter([5.0])
    monkeypatch.setattr(watch, "queued_seconds", lambda _pid: next(waits, 6.0))
    assert receive_late(*pair) == b"late"


def test_what_is_given_back_has_an_end(
    pair: tuple[WatchedStream, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond ten times the wall time there is no score, and no lost point: the machine is at fault."""
    stream, _ = pair
    waits = iter([0.0])
    monkeypatch.setattr(watch, "queued_seconds", lambda _pid: next(waits, 1e9))
    stream.begin(60.0, 0.01)
    with pytest.raises(SandboxBroken, match="so busy that a submission waited 1000000000 s for a processor"):
        stream.recv_into(memoryview(bytearray(1)))


def test_the_wait_of_a_process_is_told_where_the_system_tells_it() -> None:
    """And is 0 of a process that is not there."""
    assert queued_seconds(os.getpid()) >= 0.0
    assert queued_seconds(0) == 0.0


def test_a_worker_that_was_ready_long_before_is_known(box: Box) -> None:
    """The next submission's is forked while the report of the last one is made: its clocks can be read all the same."""
    for _ in range(2):
        session = box.session("def f(): return 1")
        assert session.loaded.names
        assert session._stream is not None
        assert session._stream.pid > 0
        session.close()
        assert box.zygote._next is not None
        assert select.select([box.zygote._next], [], [], 60)[0]
