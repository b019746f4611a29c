"""Who holds a revision's lease, named so that a successor can tell what ended the attempt.

A file is blamed for a lost attempt only when its worker died alone. If the supervisor that had
started the worker is gone too, the site was stopped or the machine went down.
"""

import hashlib
import os
import socket
from pathlib import Path

from wenfang.kernel.ids import new_id

_SUPERVISOR = os.getppid()


def _host() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")[:8]
    except OSError:
        return "unknown"


def _started(pid: int) -> str:
    """When a process started, in ticks since boot; empty when there is no such process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]


_STARTED = _started(_SUPERVISOR)


def new_holder() -> str:
    """A fresh name for one attempt of this process."""
    return f"{_host()}.{_boot()}.{_SUPERVISOR}.{_STARTED}.{new_id()[:16]}"


def site_went_down(holder: str) -> bool:
    """Whether the whole site under which the attempt ran is gone, so the file is not to blame.

    An attempt on another host cannot be judged from here and answers False.
    """
    try:
        host, boot, pid, started, _ = holder.split(".")
    except ValueError:
        return False
    if host != _host():
        return False
    return boot != _boot() or not started or _started(int(pid)) != started
