"""Tying a process to its parent's life, so that nothing survives a killed supervisor."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int, sign: int = signal.SIGKILL) -> None:
    """Ask the kernel to send ``sign`` to this process when ``parent`` (its pid) dies."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, sign, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    # The parent may have died before the kernel knew that we care.
    if os.getppid() != parent:
        os.kill(os.getpid(), sign)


def tied(command: tuple[str, ...]) -> tuple[str, ...]:
    """The same command, killed by the kernel when the process that starts it dies."""
    return ("setpriv", "--pdeathsig", "KILL", "--", *command)
