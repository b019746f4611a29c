"""Looking at the processes below one, sandboxed ones among them, to watch them or to kill them."""

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """The processes that any thread of this one started."""
    found: list[int] = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(child) for child in listed.read_text(encoding="ascii").split()]
    return found


def descendants(pids: Iterable[int]) -> list[int]:
    """Everything that these processes started, and what that started in turn."""
    found: list[int] = []
    waiting = list(pids)
    while waiting:
        below = children(waiting.pop())
        found += below
        waiting += below
    return found


def command(pid: int) -> list[str]:
    """The words of a process's command line; none once it is gone."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        return words.split("\0")[:-1]
    return []


def seconds_worked(pid: int) -> float:
    """How much processor time a process has used."""
    with suppress(OSError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    return 0.0


def kill_each(pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def is_bubblewrap(words: list[str]) -> bool:
    return bool(words) and words[0].endswith("bwrap")


def is_the_office(words: list[str]) -> bool:
    return bool(words) and words[0].endswith("soffice.bin")


def is_the_host(words: list[str]) -> bool:
    return not is_bubblewrap(words) and any(word.endswith("office_host.py") for word in words)


def is_the_reader(words: list[str]) -> bool:
    return "wenfang.press.worker" in words and not is_bubblewrap(words)
