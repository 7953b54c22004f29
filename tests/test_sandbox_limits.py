"""What a submission can use up: its own time and memory, and no more of either."""

from contextlib import closing

import pytest

from autograder.errors import OutOfMemory, TimedOut
from autograder.sandbox.inside.calls import Want
from tests.box import DROWSY, Box


@pytest.mark.parametrize(
    "body",
    [
        "\n while True: pass",
        "return 10**10**8",
        "\n while True:\n  try:\n   while True: pass\n  except BaseException: pass",
        "return [x for x in iter(int, 1)]",
    ],
)
def test_cannot_use_more_processor_time(hurried: Box, body: str) -> None:
    """Endless loops in Python and in C, and those that catch everything, are ended."""
    with pytest.raises((TimedOut, OutOfMemory), match="did not return within its time|more memory"):
        hurried.answer(f"def f(): {body}")
    assert hurried.still_serves()


def test_cannot_sleep_through(sandbox: None) -> None:
    """Waiting costs no processor time; the clock on the wall ends it."""
    box = Box(DROWSY)
    with closing(box.zygote), pytest.raises(TimedOut, match="within its time .*, 2 s by the clock"):
        box.answer("import time\ndef f(): time.sleep(100)")


def test_cannot_ignore_the_end(hurried: Box) -> None:
    """A submission that ignores every signal that it may is killed by the one that it may not."""
    code = "import signal\nfor n in (1, 2, 14, 15, 24): signal.signal(n, signal.SIG_IGN)\ndef f():\n while True: pass"
    with pytest.raises(TimedOut, match="did not return"):
        hurried.answer(code)
    assert hurried.still_serves()


def test_an_endless_loop_costs_its_own_exercise_alone(hurried: Box) -> None:
    """After a call that was ended, other functions of the same submission answer."""
    session = hurried.session("def f():\n while True: pass\ndef g(): return 5")
    with pytest.raises(TimedOut, match="did not return"):
        session.call("f", [((), {})], Want())
    assert session.call("g", [((), {})], Want())[0].value == 5
    session.close()


def test_a_file_that_never_ends_is_read_for_its_definitions(hurried: Box) -> None:
    """A demo at the end that does not return costs the demo."""
    session = hurried.session("def f(): return 1\nwhile True: pass")
    assert session.loaded.definitions_only
    assert isinstance(session.loaded.whole_failure, TimedOut)
    assert session.call("f", [((), {})], Want())[0].value == 1
    session.close()


@pytest.mark.parametrize(
    "body",
    [
        "import torch; return torch.ones(10**10)",
        "import numpy; return numpy.ones(10**10)",
        "return 'x' * 10**10",
        "import torch; return torch.ones(1).expand(10**9)",
        "\n import torch\n kept = []\n while True: kept.append(torch.ones(10**6))",
        "\n kept = []\n while True: kept.append(bytearray(10**6))",
    ],
)
def test_cannot_use_more_memory(box: Box, body: str) -> None:
    """One large thing, many small ones, or one that is large only when it is sent."""
    with pytest.raises(OutOfMemory, match="asked for more memory"):
        box.answer(f"def f(): {body}")
    assert box.still_serves()


def test_memory_of_one_submission_is_free_for_the_next(box: Box) -> None:
    """Most of what one may take can be taken again and again."""
    for _ in range(3):
        assert box.value("import torch\ndef f(): return torch.ones(4 * 10**7).sum().item()") > 0
