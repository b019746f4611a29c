"""Private folders for work in progress: in the data folder, gone when the work ends or dies."""

import contextlib
import fcntl
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

PREFIX = "work-"
LOCK = "lock"
ABANDONED_AFTER_SECONDS = 60.0


@contextlib.contextmanager
def private_folder(purpose: str) -> Iterator[Path]:
    """A folder of one's own; also removes those whose process was killed."""
    root = Path(settings.WENFANG_DATA) / "tmp"
    root.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(root)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{purpose}-", dir=root))
    try:
        with (folder / LOCK).open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned(root: Path) -> None:
    """The kernel drops a killed process's lock; a folder without a holder is nobody's."""
    for folder in root.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > ABANDONED_AFTER_SECONDS:
                _remove_if_unlocked(folder)


def _remove_if_unlocked(folder: Path) -> None:
    if (folder / LOCK).exists():
        with (folder / LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    shutil.rmtree(folder, ignore_errors=True)
