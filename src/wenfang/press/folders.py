"""Private folders of one job, and taking from them what a sandbox left there."""

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from wenfang.kernel.workroom import private_folder
from wenfang.press.errors import OurFaultError, TooLargeError

PREFIX = "wenfang-press-"


def work_root() -> Path:
    """Below what TMPDIR says lie all folders of all jobs."""
    return Path(tempfile.gettempdir())


@contextlib.contextmanager
def job_folder() -> Iterator[Path]:
    """A private folder that is removed at the end."""
    with private_folder(work_root(), PREFIX) as folder:
        yield folder


def default_cache() -> Path:
    """Where primed profiles are kept when the caller does not say."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "wenfang" / "press"


def lasting_folder(cache: Path, instead: Path) -> Path:
    """The cache, or a folder that lives as long as the job where there can be no cache."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return instead
    return cache if os.access(cache, os.W_OK) else instead


def step_folder(job: Path, step: str) -> Path:
    """A fresh folder for one sandbox; the parent never writes where hostile code has written."""
    folder = job / step
    folder.mkdir(mode=0o700)
    return folder


@contextlib.contextmanager
def _untrusted_file(folder: Path, name: str, limit: int) -> Iterator[int]:
    """Open a file that a sandbox left: regular, not a link, within its bound."""
    try:
        descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise OurFaultError(f"the sandbox did not leave {name}") from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OurFaultError(f"the sandbox left something odd as {name}")
        if status.st_size > limit:
            raise TooLargeError
        yield descriptor
    finally:
        os.close(descriptor)


def read_untrusted(folder: Path, name: str, limit: int) -> bytes:
    """The bytes of a small file that a sandbox left."""
    with (
        _untrusted_file(folder, name, limit) as descriptor,
        open(descriptor, "rb", closefd=False) as file,
    ):
        return file.read(limit + 1)[:limit]


def copy_untrusted(folder: Path, name: str, target: Path, limit: int) -> None:
    """Copy a file that a sandbox left to a place of our own; it appears there whole or not."""
    draft = target.with_name(f".{target.name}.draft")
    with (
        _untrusted_file(folder, name, limit) as descriptor,
        open(descriptor, "rb", closefd=False) as file,
        draft.open("wb") as copy,
    ):
        shutil.copyfileobj(file, copy, 1024 * 1024)
    draft.replace(target)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that whoever looks sees all of it or nothing."""
    draft = target.with_name(f".{target.name}.draft")
    draft.write_bytes(content)
    draft.replace(target)
