"""The system calls that a worker has no business with, refused by the kernel.

The namespaces already hide what is outside. This filter takes away what is left inside them: starting processes,
memory that no limit counts, sockets, and the kernel's larger doors. It is a list of refusals (EPERM), not of
permissions: an interpreter with torch uses too many calls, in too many versions, to list them all.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_NOT_THERE = 0x00050000 | errno.ENOSYS
_KILL = 0x80000000

_LOAD = 0x20
_JUMP_EQUAL = 0x15
_JUMP_AT_LEAST = 0x35
_JUMP_ANY_BIT = 0x45
_RETURN = 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16

_CLONE_THREAD = 0x00010000
_X32 = 0x40000000

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2

#: Numbers on x86_64 and on aarch64 (-1: that machine has no such call).
_REFUSED = {
    "fork": (57, -1),
    "vfork": (58, -1),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "socket": (41, 198),
    "personality": (135, 92),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
    "quotactl": (179, 60),
    "swapon": (167, 224),
    "reboot": (169, 142),
    "setpgid": (109, 154),
    "setsid": (112, 157),
}
_MACHINES = {
    "x86_64": {"audit": 0xC000003E, "column": 0, "clone": 56, "clone3": 435},
    "aarch64": {"audit": 0xC00000B7, "column": 1, "clone": 220, "clone3": 435},
}


def supported(machine: str) -> bool:
    """Whether there is a filter for this kind of machine (``os.uname().machine``)."""
    return machine in _MACHINES


def build_filter(machine: str) -> bytes:
    """The filter as a classic BPF program, ready for the kernel.

    Threads of the same process may be started; every other use of clone is refused, and clone3, whose flags a
    filter cannot see, claims not to exist, so that the C library falls back to clone.
    """
    facts = _MACHINES[machine]
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, facts["audit"]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, _REFUSE),
        (_JUMP_EQUAL, 0, 1, facts["clone3"]),
        (_RETURN, 0, 0, _NOT_THERE),
        (_JUMP_EQUAL, 0, 4, facts["clone"]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_ANY_BIT, 0, 1, _CLONE_THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    for numbers in _REFUSED.values():
        number = numbers[facts["column"]]
        if number >= 0:
            program += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("<HBBI", *step) for step in program)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def install(program: bytes) -> None:
    """Put the filter on this process and all that it starts, for good. Raises OSError where the kernel refuses."""
    steps = ctypes.create_string_buffer(program, len(program))
    filled = _Program(len(program) // 8, ctypes.cast(steps, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(filled), 0, 0
    ):
        number = ctypes.get_errno()
        raise OSError(number, f"the kernel refused the system call filter: {os.strerror(number)}")
