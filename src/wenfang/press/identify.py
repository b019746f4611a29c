"""What a file is, from its magic alone: the refusals that need no sandbox."""

import contextlib
import mmap
from collections.abc import Iterator
from pathlib import Path

from wenfang.press.errors import (
    EmptyFileError,
    PasswordProtectedError,
    TooLargeError,
    UnsupportedFormatError,
)
from wenfang.press.family import Glance
from wenfang.press.formats import families, family_of
from wenfang.press.model import Limits

HEAD_BYTES = 8 * 1024
TAIL_BYTES = 256 * 1024
EXECUTABLES = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"dex\n",
    b"\0asm",
)


def identify(source: Path, *, name: str = "", limits: Limits | None = None) -> str:
    """The id of the file's format, by content; ``name`` only breaks ties.

    Raises EmptyFileError, TooLargeError, UnsupportedFormatError, PasswordProtectedError.
    """
    limits = limits or Limits()
    size = source.stat().st_size
    if size == 0:
        raise EmptyFileError
    if size > limits.input_bytes:
        raise TooLargeError
    with _glance(source, size, Path(name or source.name).suffix) as glance:
        if glance.head.startswith(EXECUTABLES):
            raise UnsupportedFormatError
        for family in families():
            found = family.sniff(glance)
            if found is not None:
                return found
        return _last_resort(glance)


def _last_resort(glance: Glance) -> str:
    """What no family claims: a locked office file, or a container that its suffix vouches for.

    Such a container goes on to the sandbox, because only there can be said whether it is a bomb,
    damaged, or something else altogether.
    """
    if glance.is_ole and glance.names_stream("EncryptedPackage"):
        raise PasswordProtectedError
    family = family_of(glance.suffix)
    if family and glance.container and family.containers.get(glance.suffix) == glance.container:
        return glance.suffix
    raise UnsupportedFormatError


@contextlib.contextmanager
def _glance(source: Path, size: int, suffix: str) -> Iterator[Glance]:
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as view:
        yield Glance(
            size=size,
            head=view[:HEAD_BYTES],
            tail=view[-TAIL_BYTES:] if size > TAIL_BYTES else view[:],
            suffix=suffix.lower().lstrip("."),
            holds=lambda needle: view.find(needle) >= 0,
        )
