"""One site per data folder: a lock that the kernel frees when its process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wenfang.cli.house.errors import AlreadyRunningError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the data folder for this process; raises AlreadyRunningError when another has it."""
    path = folder / "run" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(folder=folder) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
