"""Workers of another user: what is left where no namespaces can be made, and the container is the outer wall.

The code of a submission then runs as nobody, with the sandbox's own limits and its filter of system calls (no program,
no socket, no new process), and sees of the file system what nobody may read. The checks, the results and this process
are root's alone. Unlike behind the walls it sees which packages and processes the container has, and can leave files
where everybody may write; the container is thrown away after one submission.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import torch

from autograder.errors import SandboxUnavailable
from autograder.sandbox.bubblewrap import NOBODY, sandbox_environment
from autograder.sandbox.limits import Limits
from autograder.sandbox.zygote import Zygote

#: Given: the control socket's number, the scratch folder, and where packages are found. The zygote stays root, so that
#: no worker can end it; each worker becomes nobody before it locks itself down.
_ZYGOTE = """
import os, platform, socket, sys
from pathlib import Path
number, scratch, *path = sys.argv[1:]
os.chdir(scratch)
sys.path[:] = path
from autograder.sandbox.inside import lockdown, seccomp, zygote
lock_down, refused = lockdown.lock, seccomp.build_filter(platform.machine())
def lock(bounds, _program):
    os.setgroups([])
    os.setresgid({nobody}, {nobody}, {nobody})
    os.setresuid({nobody}, {nobody}, {nobody})
    lock_down(bounds, refused)
lockdown.lock = lock
zygote.main(socket.socket(fileno=int(number)), walled=False, scratch=Path(scratch))
"""


class OtherUserWorkers(Zygote):
    """A zygote whose workers are nobody.

    Raises SandboxUnavailable where this process is not root, or nobody cannot read what Python needs.
    """

    def __init__(self, limits: Limits) -> None:
        if os.geteuid() != 0:
            raise SandboxUnavailable("Only root can run a submission as another user. Run the autograder as root.")
        hidden = next((path for path in (Path(os.__file__), Path(torch.__file__)) if not everybody_reads(path)), None)
        if hidden is not None:
            raise SandboxUnavailable(f"`{hidden}` is root's alone, and another user needs it. Install it elsewhere.")
        self._scratch = tempfile.TemporaryDirectory(prefix="scratch-", ignore_cleanup_errors=True)
        os.chown(self._scratch.name, NOBODY, NOBODY)
        super().__init__(limits, walled=False)
        self.walled = True  # so that a worker's files and threads are limited, too

    def _start(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        code = _ZYGOTE.format(nobody=NOBODY)
        root = str(Path(__file__).parents[3])
        path = [root, *(entry for entry in sys.path if entry and entry != root)]
        places = {"HOME": self._scratch.name, "TMPDIR": self._scratch.name, "PATH": os.defpath}
        return subprocess.Popen(  # noqa: S603  (our own command; nothing of a submission is in it)
            [sys.executable, "-I", "-B", "-c", code, str(theirs.fileno()), self._scratch.name, *path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            pass_fds=[theirs.fileno()],
            env=sandbox_environment() | places,
            start_new_session=True,
        )

    def close(self) -> None:
        """End the zygote and remove the scratch folder."""
        super().close()
        self._scratch.cleanup()


def everybody_reads(path: Path) -> bool:
    """Whether any user may read the file, and reach it."""
    found = path.resolve()
    return bool(found.stat().st_mode & 0o004) and all(parent.stat().st_mode & 0o001 for parent in found.parents)
