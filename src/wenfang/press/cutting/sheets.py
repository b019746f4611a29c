"""Workbooks cut to the rows and columns that pages can show.

One cell in the last corner of a sheet makes the office lay out 16 thousand million cells, and
60,000 rows take it half a minute; a reader leafs through neither. What is sold stays whole.
"""

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import olefile
from lxml import etree

from wenfang.press.cutting import packages
from wenfang.press.reading.xml import parse

MOST_ROWS = 3000
MOST_COLUMNS = 256
_SHEET = re.compile(r"^xl/worksheets/sheet[^/]*\.xml$", re.IGNORECASE)
_DRAWING = re.compile(r"^xl/drawings/drawing[^/]*\.xml$", re.IGNORECASE)
WORKBOOK = "xl/workbook.xml"
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"(\d+)\"")
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData>")
# Columns after IV, the 256th.
_FAR = rb'<(?:\w+:)?c\b[^>]*?\br="(?:I[W-Z]|[J-Z][A-Z]|[A-Z]{3})\d+"'
_FAR_CELL = re.compile(_FAR + rb"[^>]*?(?:/>|>.*?</(?:\w+:)?c>)", re.DOTALL)
_PRINTED = re.compile(
    rb"<(?:\w+:)?definedName\b[^>]*_xlnm\.Print_Area[^>]*>([^<]*)</(?:\w+:)?definedName>"
)
_CELL = re.compile(rb"\$?([A-Z]{1,3})\$?(\d{1,7})")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
# [MS-XLS] 2.4: records that begin with a row and a column, and one that no reader knows.
CELLS = {0x06, 0x7E, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E}
SKIPPED = 0x0FFF
# [MS-CFB] 2.2: shorter streams are kept in small sectors.
SMALL_STREAM = 4096


def bound_xlsx(clean: Path) -> bool:
    """Cut every sheet of the copy in place; whether anything was left out."""
    changed = {}
    with zipfile.ZipFile(clean) as archive:
        for name in archive.namelist():
            content = _bounded(name, archive)
            if content is not None:
                changed[name] = content
    if changed:
        draft = clean.with_name("draft")
        packages.copy(clean, draft, changed, None)
        draft.replace(clean)
    return bool(changed)


def _bounded(name: str, archive: zipfile.ZipFile) -> bytes | None:
    """The part with less in it; None where it stays as it is."""
    if _SHEET.match(name):
        return _bounded_sheet(archive.read(name))
    if _DRAWING.match(name):
        return _bounded_drawing(archive.read(name))
    if name.lower() == WORKBOOK:
        return _bounded_areas(archive.read(name))
    return None


def _bounded_sheet(sheet: bytes) -> bytes | None:
    far = next((row for row in _ROW.finditer(sheet) if int(row[1]) > MOST_ROWS), None)
    cut = sheet
    if far is not None and (end := _ROWS_END.search(sheet, far.end())):
        cut = sheet[: far.start()] + sheet[end.start() :]
    cut = _FAR_CELL.sub(b"", cut)
    return cut if len(cut) < len(sheet) else None


def _bounded_areas(workbook: bytes) -> bytes | None:
    """An area that reaches beyond the bounds would be printed empty."""
    cut = _PRINTED.sub(lambda area: b"" if _is_far(area[1]) else area[0], workbook)
    return cut if len(cut) < len(workbook) else None


def _is_far(area: bytes) -> bool:
    return any(
        int(row) > MOST_ROWS or _column(letters) > MOST_COLUMNS
        for letters, row in _CELL.findall(area)
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _bounded_drawing(drawing: bytes) -> bytes | None:
    root = parse(drawing)
    far = [anchor for anchor in root if isinstance(anchor.tag, str) and _starts_far(anchor)]
    for anchor in far:
        root.remove(anchor)
    return packages.serialised(root) if far else None


def _starts_far(anchor: etree._Element) -> bool:
    row, column = anchor.findtext("{*}from/{*}row"), anchor.findtext("{*}from/{*}col")
    return _number(row) >= MOST_ROWS or _number(column) >= MOST_COLUMNS


def _number(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() else 0


def bound_ods(clean: Path) -> bool:
    """Cut every table of the copy in place; whether anything was left out."""
    content = packages.read(clean, "content.xml")
    if content is None:
        return False
    root = parse(content)
    cut = [_bound_table(table) for table in root.iter(f"{TABLE}table")]
    if not any(cut):
        return False
    draft = clean.with_name("draft")
    packages.copy(clean, draft, {"content.xml": packages.serialised(root)}, None)
    draft.replace(clean)
    return True


def bound_fods(clean: Path) -> bool:
    """Cut every table of a flat copy in place; whether anything was left out."""
    root = parse(clean.read_bytes())
    cut = [_bound_table(table) for table in root.iter(f"{TABLE}table")]
    if any(cut):
        clean.write_bytes(packages.serialised(root))
    return any(cut)


def _bound_table(table: etree._Element) -> bool:
    """Whether rows or cells with something in them had to go."""
    rows = list(_beyond(table.iter(f"{TABLE}table-row"), "number-rows-repeated", MOST_ROWS))
    cells = [
        cell
        for row in table.iter(f"{TABLE}table-row")
        for cell in _beyond(row, "number-columns-repeated", MOST_COLUMNS)
    ]
    filled = any(str(text).strip() for each in (*rows, *cells) for text in each.itertext())
    for element in (*rows, *cells) if filled else ():
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return filled


def _beyond(
    elements: Iterator[etree._Element] | etree._Element, repeated: str, most: int
) -> Iterator[etree._Element]:
    """Those of the rows or cells that begin after ``most`` others."""
    before = 0
    for element in elements:
        if before >= most:
            yield element
        before += _number(element.get(f"{TABLE}{repeated}")) or 1


def bound_xls(clean: Path) -> bool:
    """Make readers skip the records of far cells, in place; whether there were any."""
    with olefile.OleFileIO(str(clean), write_mode=True) as ole:
        name = next((name for name in ("Workbook", "Book") if ole.exists(name)), "")
        stream = bytearray(ole.openstream(name).read()) if name else bytearray()
        far = [place for place in _records(stream) if _is_far_record(stream, place)]
        for place in far:
            struct.pack_into("<H", stream, place, SKIPPED)
        # In small sectors it could not be written, and holds too little to matter.
        # Neither could a stream that is shorter than its entry says: the reader judges that.
        if far and SMALL_STREAM <= len(stream) == ole.get_size(name):
            ole.write_stream(name, bytes(stream))
    return bool(far)


def _is_far_record(stream: bytearray, place: int) -> bool:
    kind, length = struct.unpack_from("<HH", stream, place)
    if kind not in CELLS or length < 4:
        return False
    row, column = struct.unpack_from("<HH", stream, place + 4)
    return bool(row >= MOST_ROWS or column >= MOST_COLUMNS)


def _records(stream: bytearray) -> Iterator[int]:
    place = 0
    while place + 8 <= len(stream):
        yield place
        place += 4 + int.from_bytes(stream[place + 2 : place + 4], "little")
