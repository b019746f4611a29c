"""Where bytes lie: uploads by their hash, whole documents as PDF, and pictures of free pages."""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from wenfang.documents.errors import StorageFullError
from wenfang.documents.workroom import private_folder
from wenfang.press import TooLargeError

CHUNK = 1024 * 1024
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class ReadableFile(Protocol):
    """What an upload has to offer: Django's uploaded files and open files do."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """An upload as a file of our own, before anybody decided to keep it."""

    path: Path
    sha256: str
    size: int


@contextlib.contextmanager
def told_when_full() -> Iterator[None]:
    """Turn the operating system's "no room" into an error that people can act on."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StorageFullError from error
        raise


@contextlib.contextmanager
def _room_to_work() -> Iterator[Path]:
    """A private folder, which a full disk can refuse already."""
    with contextlib.ExitStack() as stack:
        with told_when_full():
            folder = stack.enter_context(private_folder("upload"))
        yield folder


@contextlib.contextmanager
def drafted(file: ReadableFile, *, limit: int) -> Iterator[Draft]:
    """Copy an upload to our disk, hashing on the way; raises TooLargeError, StorageFullError."""
    with _room_to_work() as folder:
        path = folder / "draft"
        digest = hashlib.sha256()
        size = 0
        with told_when_full(), path.open("xb") as draft:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooLargeError
                digest.update(chunk)
                draft.write(chunk)
            draft.flush()
            os.fsync(draft.fileno())
        yield Draft(path, digest.hexdigest(), size)


@contextlib.contextmanager
def placed(draft: Draft, name: str) -> Iterator[None]:
    """Put a draft into the blob store; if the block fails, what this call placed is gone again.

    Call it while holding the row lock of the blob: the name is shared by equal uploads.
    """
    storage = storages["blobs"]
    with told_when_full():
        is_new = not (storage.exists(name) and storage.size(name) == draft.size)
        if is_new:
            _place(storage, name, draft.path)
    try:
        yield
    except BaseException:
        if is_new:
            storage.delete(name)
        raise


def _place(storage: Storage, name: str, source: Path) -> None:
    if not isinstance(storage, FileSystemStorage):
        put(storage, name, source)
        return
    target = Path(storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    source.chmod(0o600)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_across(source, target)
    _sync_folder(target.parent)


def _copy_across(source: Path, target: Path) -> None:
    """The blob store is on another disk: copy beside the target, then rename."""
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with source.open("rb") as file, part.open("wb") as copy:
            shutil.copyfileobj(file, copy, CHUNK)
            copy.flush()
            os.fsync(copy.fileno())
        part.chmod(0o600)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put(storage: Storage, name: str, source: Path) -> None:
    """Store a file under exactly this name, in place of what was there."""
    with told_when_full(), source.open("rb") as file:
        storage.delete(name)
        saved = storage.save(name, File(file))
    if saved != name:
        storage.delete(saved)
        raise FileExistsError(name)


def copy_out(storage: Storage, name: str, target: Path) -> None:
    """Copy a stored file to a path of our own."""
    with told_when_full(), storage.open(name, "rb") as file, target.open("wb") as copy:
        shutil.copyfileobj(file, copy, CHUNK)
