"""Private folders for work in progress: gone when the work ends, however it ends."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

LOCK = "lock"
ABANDONED_AFTER_SECONDS = 60.0


@contextlib.contextmanager
def private_folder(root: Path, prefix: str) -> Iterator[Path]:
    """A folder of one's own below ``root``; also removes those whose process was killed."""
    _remove_abandoned(root, prefix)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=root))
    try:
        with (folder / LOCK).open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        # Once more for what a dying program wrote into it meanwhile.
        shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned(root: Path, prefix: str) -> None:
    """The kernel drops a killed process's lock; an old folder without a holder is nobody's."""
    for folder in root.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            age = time.time() - status.st_mtime
            if status.st_uid == os.getuid() and age > ABANDONED_AFTER_SECONDS:
                _remove_if_unlocked(folder)


def _remove_if_unlocked(folder: Path) -> None:
    if not (folder / LOCK).exists():
        shutil.rmtree(folder, ignore_errors=True)
        return
    with (folder / LOCK).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
