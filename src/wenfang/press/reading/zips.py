"""Archives inside documents: bounded while they are copied, one visitor per part."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wenfang.press.errors import (
    ArchiveBombError,
    DamagedFileError,
    PasswordProtectedError,
    TooLargeError,
)
from wenfang.press.model import MIB, Limits

CHUNK = MIB
SUSPICIOUS_BYTES = 32 * MIB
PART_BYTES = 192 * MIB
PLAUSIBLE_RATIO = 40
NESTED = b"PK\x03\x04"
_XML_NAME = re.compile(r"\.(xml|rels|vml|rdf)$", re.IGNORECASE)
_DTD = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C\0T|E\0N\0T\0I)|\0<\0!\0(?:D\0O\0C|E\0N\0T)"
)


class Visitor(Protocol):
    """Looks at every part of an archive on its way into the copy."""

    def leaves_out(self, name: str) -> bool:
        """Whether a part of this name stays out of the copy, unread."""

    def visit(self, name: str, content: bytes) -> bytes:
        """The content to keep; ``content`` has no DTD."""


@dataclass(slots=True)
class _Budget:
    """What is left of the bytes and entries that all archives of one document share."""

    limits: Limits
    unpacked: int = 0
    entries: int = 0

    def count(self, entries: int) -> None:
        self.entries += entries
        if self.entries > self.limits.archive_entries:
            raise ArchiveBombError

    def spend(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > self.limits.archive_bytes:
            raise ArchiveBombError


def rewrite(
    source: Path, target: Path, limits: Limits, visitor: Visitor, first: Sequence[str] = ()
) -> None:
    """Copy an archive part by part, refusing what is out of bounds, encrypted or has a DTD.

    Parts whose names are ``first`` come in that order before the others, which keep theirs. Parts
    are stored, not deflated: the copy is read once, on this machine.
    """
    budget = _Budget(limits)
    try:
        with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
            budget.count(len(archive.infolist()))
            for info in sorted(archive.infolist(), key=lambda info: _place(info.filename, first)):
                if not info.is_dir():
                    _copy(archive, info, copy, budget, visitor)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise DamagedFileError from error


def _place(name: str, first: Sequence[str]) -> int:
    return first.index(name) if name in first else len(first)


def _copy(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    copy: zipfile.ZipFile,
    budget: _Budget,
    visitor: Visitor,
) -> None:
    content = _unpack(archive, info, budget)
    if content.startswith(NESTED):
        _bound_nested(content, budget, 1)
    if visitor.leaves_out(info.filename):
        return
    if _XML_NAME.search(info.filename) and _DTD.search(content):
        raise DamagedFileError
    copy.writestr(info.filename, visitor.visit(info.filename, content))


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """The part's bytes; stops at once where they outgrow what their packed size explains."""
    if info.flag_bits & 1:
        raise PasswordProtectedError
    content = bytearray()
    ceiling = max(SUSPICIOUS_BYTES, budget.limits.archive_ratio * info.compress_size)
    with archive.open(info) as part:
        while chunk := part.read(CHUNK):
            content += chunk
            budget.spend(len(chunk))
            if len(content) > ceiling:
                raise ArchiveBombError
            if len(content) > PART_BYTES:
                packed = max(info.compress_size, 1)
                raise ArchiveBombError if len(content) > PLAUSIBLE_RATIO * packed else TooLargeError
    return bytes(content)


def _bound_nested(content: bytes, budget: _Budget, depth: int) -> None:
    """Count what embedded archives would unpack to, as deep as documents nest."""
    if depth > budget.limits.archive_depth:
        raise ArchiveBombError
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError):
        return
    with archive:
        budget.count(len(archive.infolist()))
        for info in archive.infolist():
            _bound_nested_part(archive, info, budget, depth)


def _bound_nested_part(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget, depth: int
) -> None:
    try:
        with archive.open(info) as part:
            is_archive = part.read(len(NESTED)) == NESTED
        if is_archive:
            _bound_nested(_unpack(archive, info, budget), budget, depth + 1)
        else:
            budget.spend(info.file_size)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        return
