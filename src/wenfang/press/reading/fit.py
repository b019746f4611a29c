"""Fitting a worksheet to the width of its page, where its author has not said how to print it."""

import re

PAGE_CHARS = 95
MOST_PAGES_WIDE = 3.0
LANDSCAPE_FROM = 1.1
DEFAULT_CHARS = 9.0
HEAD_BYTES = 256 * 1024
TAIL_BYTES = 256 * 1024

# Any of these is the author's own decision about pages.
_DECIDED = re.compile(rb"<pageSetUpPr|<rowBreaks|<colBreaks|<pageSetup\b[^>]*(?:scale|fitTo)")
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]{1,3})\d+"')
_COLUMN = re.compile(rb"<col\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(min|max|width)="([\d.]+)"')
_PROPERTIES = re.compile(rb"<sheetPr\b([^>]*?)(/?)>")
_ROOT = re.compile(rb"<worksheet\b[^>]*>")
_FIT = b'<pageSetUpPr fitToPage="1"/>'


def fit_to_width(sheet: bytes) -> bytes:
    """The worksheet, set to be one page wide when it is wider than that but not absurdly so."""
    head, tail = sheet[:HEAD_BYTES], sheet[-TAIL_BYTES:]
    root = _ROOT.search(head)
    if root is None or _DECIDED.search(head) or _DECIDED.search(tail):
        return sheet
    pages_wide = _width(head) / PAGE_CHARS
    if not 1.0 < pages_wide <= MOST_PAGES_WIDE:
        return sheet
    return _with_setup(_with_properties(sheet, root.end()), landscape=pages_wide > LANDSCAPE_FROM)


def _width(head: bytes) -> float:
    """The width of the used columns, in characters of the default font."""
    dimension = _DIMENSION.search(head)
    count = _column_number(dimension[1]) if dimension else 0
    widths = [DEFAULT_CHARS] * count
    for tag in _COLUMN.findall(head):
        found = {name: float(value) for name, value in _ATTRIBUTE.findall(tag)}
        for index in range(int(found.get(b"min", 1)) - 1, min(int(found.get(b"max", 0)), count)):
            widths[index] = found.get(b"width", DEFAULT_CHARS)
    return sum(widths)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _with_properties(sheet: bytes, root_end: int) -> bytes:
    found = _PROPERTIES.search(sheet, 0, HEAD_BYTES)
    if found is None:
        return sheet[:root_end] + b"<sheetPr>" + _FIT + b"</sheetPr>" + sheet[root_end:]
    if found[2]:
        opened = b"<sheetPr" + found[1] + b">" + _FIT + b"</sheetPr>"
        return sheet[: found.start()] + opened + sheet[found.end() :]
    return sheet.replace(b"</sheetPr>", _FIT + b"</sheetPr>", 1)


def _with_setup(sheet: bytes, *, landscape: bool) -> bytes:
    start = sheet.rfind(b"<pageSetup ")
    if start >= 0:
        return sheet[: start + 11] + b'fitToHeight="0" ' + sheet[start + 11 :]
    turned = b' orientation="landscape"' if landscape else b""
    setup = b'<pageSetup paperSize="9" fitToHeight="0"' + turned + b"/>"
    end = sheet.rfind(b"</worksheet>")
    return sheet[:end] + setup + sheet[end:] if end >= 0 else sheet
