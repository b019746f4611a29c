"""Old binary Office files: whether all of the file is there, and what it says about itself."""

import codecs
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import olefile

from wenfang.press.errors import DamagedFileError, UnsupportedFormatError
from wenfang.press.family import Findings, Inspection
from wenfang.press.reading.names import families, sensible_title
from wenfang.press.reading.summary import CODE_PAGE, PAGES, PROGRAM, SLIDES, TITLE, properties

FREE_SECTOR = 0xFFFFFFFF
HEADER_BYTES = 512
STREAM_BYTES = 16 * 1024 * 1024
RECORDS_READ = 4000
FONT_RECORD, PASSWORD_RECORD, END_RECORD = 0x31, 0x2F, 0x0A
PPT_FONT = re.compile(rb"\xb7\x0f\x44\x00\x00\x00(.{64})", re.DOTALL)
PPT_ENCRYPTED = 0xF3D1C4DF
WORD_97 = 0xC1
# Where the pointers to fonts and settings are, and where the settings hold those of typography.
WORD_FONTS, WORD_SETTINGS, WORD_TYPOGRAPHY = 0x112, 0x192, 90


def inspect(
    inspection: Inspection, suffix: str, streams: Iterable[str], read: Callable[..., None]
) -> Findings:
    """Check that nothing is missing, then let ``read`` fill in what its format tells.

    One of ``streams`` must be there, or the file is something else.
    """
    found = Findings(format=inspection.format, clean=inspection.clean(suffix).name)
    try:
        with _opened(inspection.source) as ole:
            _refuse_truncated(ole, inspection.source.stat().st_size)
            if not any(ole.exists(stream) for stream in streams):
                raise UnsupportedFormatError
            with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
                _read_summary(ole, found)
            with suppress(OSError, ValueError, struct.error, IndexError):
                read(ole, found)
    except OSError as error:
        raise DamagedFileError from error
    found.fonts = families(found.fonts)
    inspection.keep(suffix)
    return found


def _opened(source: Path) -> "olefile.OleFileIO[Any]":
    """The file, opened by a reader that says little about why it cannot."""
    try:
        return olefile.OleFileIO(str(source))
    except Exception as error:
        raise DamagedFileError from error


def _refuse_truncated(ole: "olefile.OleFileIO[Any]", size: int) -> None:
    """The allocation table names sectors that a truncated file no longer has."""
    untyped: Any = ole
    table = list(untyped.fat)
    used = len(table)
    while used and table[used - 1] == FREE_SECTOR:
        used -= 1
    start_of_last = HEADER_BYTES + (used - 1) * untyped.sector_size
    if used and size <= start_of_last:
        raise DamagedFileError


def _read_summary(ole: "olefile.OleFileIO[Any]", found: Findings) -> None:
    summary = properties(_stream(ole, "\x05SummaryInformation"))
    count = summary.get(PAGES)
    if found.format in ("ppt", "pps"):
        count = properties(_stream(ole, "\x05DocumentSummaryInformation")).get(SLIDES)
    if found.format != "xls" and isinstance(count, int) and 0 < count < 10**6:
        found.recorded_pages = count
    program = summary.get(PROGRAM)
    if isinstance(program, bytes):
        found.survey.program = program.decode("utf-8", "replace")[:64]
    title = summary.get(TITLE)
    if isinstance(title, bytes):
        title = title.decode(_codec(summary.get(CODE_PAGE)), "replace")
    found.title = sensible_title(str(title or ""))


def _codec(codepage: object) -> str:
    number = codepage % 65536 if isinstance(codepage, int) else 1252
    name = {65001: "utf-8", 936: "gb18030", 1200: "utf-16-le"}.get(number, f"cp{number}")
    with suppress(LookupError):
        return codecs.lookup(name).name
    return "latin-1"


def _stream(ole: "olefile.OleFileIO[Any]", *names: str) -> bytes:
    for name in names:
        if ole.exists(name):
            return bytes(ole.openstream(name).read(STREAM_BYTES))
    return b""


def read_word(ole: "olefile.OleFileIO[Any]", found: Findings) -> None:
    """The encryption flag, and what the file information block points to: fonts and settings."""
    block = _stream(ole, "WordDocument")
    version, flags = struct.unpack_from("<H", block, 2)[0], struct.unpack_from("<H", block, 10)[0]
    found.locked = bool(flags & 0x0100)
    if version < WORD_97 or found.locked:
        return
    tables = _stream(ole, "1Table" if flags & 0x0200 else "0Table")
    found.squeezes = _squeezes(_pointed_to(block, WORD_SETTINGS, tables))
    table = _pointed_to(block, WORD_FONTS, tables)
    position = 4
    while position + 40 < len(table):
        entry = table[position : position + table[position] + 1]
        found.fonts.append(entry[40:].decode("utf-16-le", "ignore").split("\0")[0])
        position += len(entry)


def _pointed_to(block: bytes, pair: int, tables: bytes) -> bytes:
    offset, length = struct.unpack_from("<II", block, pair)
    return tables[offset : offset + length]


def _squeezes(settings: bytes) -> bool:
    """Whether Word may compress punctuation: iJustification in DopTypography of [MS-DOC]."""
    return len(settings) > WORD_TYPOGRAPHY and settings[WORD_TYPOGRAPHY] >> 1 & 3 in (1, 2)


def read_powerpoint(ole: "olefile.OleFileIO[Any]", found: Findings) -> None:
    """The encryption mark of the current user, and the font entities of the document."""
    user = _stream(ole, "Current User")
    found.locked = len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == PPT_ENCRYPTED
    for match in PPT_FONT.finditer(_stream(ole, "PowerPoint Document")):
        found.fonts.append(match[1].decode("utf-16-le", "ignore").split("\0")[0])


def read_excel(ole: "olefile.OleFileIO[Any]", found: Findings) -> None:
    """The password record and the fonts of the workbook's first substream."""
    for kind, data in _records(_stream(ole, "Workbook", "Book")):
        if kind == PASSWORD_RECORD:
            found.locked = True
            return
        if kind == FONT_RECORD and len(data) > 16:
            found.fonts.append(_excel_name(data))


def _excel_name(data: bytes) -> str:
    length, wide = data[14], data[15]
    if wide == 1:
        return data[16 : 16 + 2 * length].decode("utf-16-le", "ignore")
    start = 16 if wide == 0 else 15
    return data[start : start + length].decode("gb18030", "ignore")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    for _ in range(RECORDS_READ):
        if position + 4 > len(stream):
            return
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == END_RECORD:
            return
        yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length
