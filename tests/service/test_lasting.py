"""Grading processes that last: one that dies costs its own task."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from autograder.grading.lasting import EndProcess, SeparateProcesses
from tests.test_grading_executors import is_running


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def end() -> None:
    raise EndProcess("read anew")


def fail() -> None:
    raise ZeroDivisionError


def wait_for(path: str) -> int:
    while not Path(path).exists():
        time.sleep(0.01)
    return os.getpid()


@pytest.fixture(scope="module")
def pair() -> Iterator[SeparateProcesses]:
    """Two processes, kept for the tests of this file."""
    with SeparateProcesses(2) as made:
        yield made


def test_a_process_that_dies_costs_its_own_task(pair: SeparateProcesses, tmp_path: Path) -> None:
    """The other goes on, and a new one takes its place."""
    other = pair.submit(wait_for, str(tmp_path / "go"))
    with pytest.raises(BrokenProcessPool):
        pair.submit(die).result(60)
    new = pair.submit(os.getpid).result(60)
    (tmp_path / "go").touch()
    assert new != other.result(60)


def test_a_process_that_died_while_it_waited_is_replaced(pair: SeparateProcesses) -> None:
    """Before it is given the next task."""
    for number in [pair.submit(os.getpid).result(60) for _ in range(2)]:
        os.kill(number, signal.SIGKILL)
    while not all(pool._broken for pool in pair._pools):
        time.sleep(0.01)
    assert len({pair.submit(os.getpid).result(60) for _ in range(2)}) == 2


def test_a_task_may_end_its_process(pair: SeparateProcesses) -> None:
    """What raises anything else keeps it."""
    before = [pair.submit(os.getpid).result(60) for _ in range(2)]
    for task, kept in ((fail, True), (end, False)):
        problems = [pair.submit(task) for _ in range(2)]
        assert all(isinstance(one.exception(60), ZeroDivisionError if kept else EndProcess) for one in problems)
        after = [pair.submit(os.getpid).result(60) for _ in range(2)]
        assert (set(after) == set(before)) is kept


def test_ctrl_c_is_not_for_the_processes(pair: SeparateProcesses) -> None:
    """The terminal sends it to all: the one that gives out the work says when they end."""
    number = pair.submit(os.getpid).result(60)
    os.kill(number, signal.SIGINT)
    assert {number} <= {pair.submit(os.getpid).result(60) for _ in range(2)}


def test_shut_down_at_once_nothing_goes_on(tmp_path: Path) -> None:
    """Also what hangs."""
    executor = SeparateProcesses(1)
    number = executor.submit(os.getpid).result(60)
    executor.submit(wait_for, str(tmp_path / "never"))
    executor.shutdown(wait=False, cancel_futures=True)
    end_at = time.monotonic() + 60
    while is_running(str(number)) and time.monotonic() < end_at:
        time.sleep(0.01)
    assert not is_running(str(number))
