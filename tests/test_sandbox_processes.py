"""What a submission can do to processes and the network: nothing."""

import pytest

from autograder.errors import WorkerCrashed
from autograder.sandbox.inside.calls import Want
from tests.box import Box


@pytest.mark.parametrize(
    "code",
    [
        "import os\ndef f(): return os.fork()",
        "import os\ndef f(): os.execv('/bin/sh', ['sh'])",
        "import subprocess\ndef f(): return subprocess.run(['ls'])",
        "import os\ndef f(): return os.posix_spawn('/bin/ls', ['ls'], {})",
        "import os\ndef f(): return os.system('ls') and os.popen('ls').read()",
    ],
)
def test_cannot_start_a_process(box: Box, code: str) -> None:
    """The kernel refuses fork and exec, by whatever name."""
    assert "not permitted" in box.problem(code)
    assert box.still_serves()


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET"])
def test_cannot_open_a_socket(box: Box, family: str) -> None:
    """There is no network, and no way to ask for one."""
    assert "not permitted" in box.problem(f"import socket\ndef f(): return socket.socket(socket.{family})")


def test_cannot_kill_the_zygote(box: Box) -> None:
    """Process 1 of a namespace takes no signal from inside."""
    code = "import os\ndef f():\n for n in (1, 2, 3, 9, 11, 15, 19):\n  os.kill(1, n)\n return 'sent'"
    assert box.value(code) == "sent"
    assert box.still_serves()


def test_cannot_see_other_processes(box: Box) -> None:
    """There is no process folder to look into, and nobody to signal."""
    assert box.value("import os\ndef f(): return [name for name in os.listdir('/proc') if name.isdigit()]") == []
    assert "No such process" in box.problem("import os\ndef f(): os.kill(-1, 0)")


def test_cannot_become_somebody_else(box: Box) -> None:
    """Nobody, without groups, and no way back."""
    assert box.value("import os\ndef f(): return [os.getuid(), os.geteuid(), os.getgid()]") == [65534] * 3
    assert box.problem("import os\ndef f(): os.setuid(0)").startswith(("PermissionError", "OSError"))


def test_cannot_bomb_with_threads(box: Box) -> None:
    """Threads are counted; numerical libraries may have a few."""
    code = """
import torch, sys
def f():
    Thread = sys.modules["threading"].Thread
    import time
    started = 0
    for _ in range(1000):
        Thread(target=time.sleep, args=(60,), daemon=True).start()
        started += 1
    return started
"""
    answer = box.answer(code)
    assert answer.problem is not None
    assert "thread" in answer.problem.message
    assert box.still_serves()


def test_cannot_leave_a_thread_or_a_finalizer_behind(box: Box) -> None:
    """A worker ends whole, whatever it registered for its end."""
    code = """
import atexit, signal, weakref
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(number, signal.SIG_IGN)
atexit.register(lambda: open("/tmp/left", "w"))
def f(): return 1
"""
    assert box.value(code) == 1
    assert box.value("import os\ndef f(): return os.listdir('/tmp')") == []


@pytest.mark.parametrize(
    "end",
    ["os._exit(0)", "os.abort()", "os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 34)", "os.kill(os.getpid(), 40)"],
)
def test_a_submission_that_ends_its_process_harms_itself_alone(box: Box, end: str) -> None:
    """The call fails, the next call of the same submission gets a fresh worker, the next submission too."""
    session = box.session(f"import os\ndef f(): {end}\ndef g(): return 5")
    with pytest.raises(Exception, match="ended the process that ran it|processor time"):
        session.call("f", [((), {})], Want())
    assert session.call("g", [((), {})], Want())[0].value == 5
    session.close()
    assert box.still_serves()


def test_cannot_hold_up_a_class_by_dying_again_and_again(box: Box) -> None:
    """After a dozen fresh workers there are no more."""
    session = box.session("import os\ndef f(): os._exit(1)")
    for _ in range(13):
        with pytest.raises(WorkerCrashed, match="ended the process"):
            session.call("f", [((), {})], Want())
    with pytest.raises(WorkerCrashed, match="was not run: your submission had ended its process 12 times"):
        session.call("f", [((), {})], Want())
    session.close()
    assert box.still_serves()


def test_system_exit_is_an_exception_like_any_other(box: Box) -> None:
    """`sys.exit` ends the call, not the worker."""
    assert box.problem("import sys\ndef f(): sys.exit(3)") == "SystemExit: 3"
