"""Starting the supervisor, waiting until the site is well, and ending everything in time."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

from wenfang.cli.house.asking import is_well
from wenfang.cli.house.errors import StartFailedError, SupervisorGoneError
from wenfang.cli.house.supervising import fork_supervisor

START_SECONDS = 60
STOP_SECONDS = 12.0
LAST_RESORT_SECONDS = 14.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Life:
    """A process that lives now; an orphan gets another parent, so that does not count."""

    pid: int
    began: str
    parent: int = field(compare=False)


class StopAskedError(Exception):
    """A person or the system asked this site to stop."""


def _ask_to_stop(number: int, frame: FrameType | None) -> None:
    # Whatever is still at work then, such as a conversion for the demo library, dies with us.
    last_resort = threading.Timer(LAST_RESORT_SECONDS, os._exit, (1,))
    last_resort.daemon = True
    last_resort.start()
    raise StopAskedError


def heed_signals() -> None:
    """Turn Ctrl-C and its like into StopAskedError, from now on."""
    for number in _SIGNALS:
        signal.signal(number, _ask_to_stop)


def run_until_stopped(configuration: Path, on_well: Callable[[], None]) -> None:
    """Run the supervisor until a signal comes; calls ``on_well`` once the whole site answers."""
    folder = configuration.parent.parent / "log"
    supervisor = fork_supervisor(configuration)
    try:
        _wait_until_well(supervisor, folder)
        on_well()
        supervisor.join()
        raise SupervisorGoneError(status=supervisor.exitcode, folder=folder)
    finally:
        _stop(supervisor)


def _wait_until_well(supervisor: ForkProcess, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_well():
        if not supervisor.is_alive():
            raise SupervisorGoneError(status=supervisor.exitcode, folder=folder)
        if time.monotonic() > deadline:
            raise StartFailedError(seconds=START_SECONDS, folder=folder)
        time.sleep(0.05)


def _stop(supervisor: ForkProcess) -> None:
    """End the supervisor and all below it; a second signal changes nothing any more."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    if supervisor.pid is None or not supervisor.is_alive():
        return
    family = _descendants(supervisor.pid)
    supervisor.terminate()
    supervisor.join(STOP_SECONDS)
    if supervisor.is_alive():
        family |= _descendants(supervisor.pid)
        supervisor.kill()
        supervisor.join()
    _kill_left(family)


def _kill_left(family: set[Life]) -> None:
    """Kill what is left; a process is known by pid and start time, for pids are used again."""
    for life in family & _everything_alive():
        with suppress(ProcessLookupError):
            os.kill(life.pid, signal.SIGKILL)


def _descendants(root: int) -> set[Life]:
    """Every process below ``root`` at this moment."""
    alive = _everything_alive()
    found: set[Life] = set()
    parents = {root}
    while parents:
        children = {life for life in alive if life.parent in parents} - found
        found |= children
        parents = {life.pid for life in children}
    return found


def _everything_alive() -> set[Life]:
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError):
            # The name in parentheses may itself hold spaces and parentheses.
            words = path.read_text(errors="replace").rpartition(")")[2].split()
            if words[0] != "Z":
                found.add(Life(int(path.parent.name), words[19], int(words[1])))
    return found
