"""Archives inside documents: bounded while they are copied, one visitor per part."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
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
from wenfang.press.reading.xml import looks_like_xml, safe

CHUNK = MIB
SUSPICIOUS_BYTES = 32 * MIB
PART_BYTES = 192 * MIB
PLAUSIBLE_RATIO = 40
# What the reader of archives says about a broken one, depending on where it breaks.
BROKEN = (
    *(zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, IndexError, KeyError),
    *(struct.error, zlib.error, lzma.LZMAError),
)
NESTED = b"PK\x03\x04"
_XML_NAME = re.compile(r"\.(xml|rels|vml|rdf)$", re.IGNORECASE)
# These begin as XML does, may well have a document type, and are read by nobody but a browser.
_OTHER_MARKUP = re.compile(r"\.(svg|x?html?|mht)$", re.IGNORECASE)


class Visitor(Protocol):
    """Looks at every part of an archive on its way into the copy."""

    def leaves_out(self, name: str) -> bool:
        """Whether a part of this name stays out of the copy, unread."""

    def visit(self, name: str, content: bytes) -> bytes | None:
        """The content to keep, None for a part that stays out; XML comes without a DTD."""


def as_they_are(name: str) -> int:
    """The order of the parts as they lie in the archive."""
    return 0


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
    source: Path,
    target: Path,
    limits: Limits,
    visitor: Visitor,
    order: Callable[[str], int] = as_they_are,
) -> None:
    """Copy an archive part by part, refusing what is out of bounds, encrypted or has a DTD.

    Parts with a lower ``order`` come before others, which otherwise keep their places. Parts are
    stored, not deflated: the copy is read once, on this machine.
    """
    budget = _Budget(limits)
    try:
        with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
            budget.count(len(archive.infolist()))
            for info in sorted(archive.infolist(), key=lambda info: order(info.filename)):
                if not info.is_dir():
                    _copy(archive, info, copy, budget, visitor)
    except BROKEN as error:
        raise DamagedFileError from error


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
    if is_xml(info.filename, content):
        content = safe(content)
    kept = visitor.visit(info.filename, content)
    if kept is not None:
        copy.writestr(info.filename, kept)


def is_xml(name: str, content: bytes) -> bool:
    """Whether a reader of documents may take the part for XML, whatever it is called."""
    if _XML_NAME.search(name):
        return True
    return looks_like_xml(content) and not _OTHER_MARKUP.search(name)


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
    except BROKEN:
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
    except BROKEN:
        return
