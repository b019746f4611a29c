"""Property sets of OLE files, such as the title and the number of pages (MS-OLEPS, 2.21)."""

import struct

MOST_PROPERTIES = 100
LONGEST_TEXT = 1024
_SECTION_AT = 44
_INT16, _INT32, _TEXT, _WIDE_TEXT = 2, 3, 30, 31

CODE_PAGE, TITLE, PAGES, PROGRAM = 1, 2, 14, 18
# In the second set, which belongs to the document.
SLIDES = 7


def properties(stream: bytes) -> dict[int, int | bytes | str]:
    """The numbers and texts of the first section; fewer where the stream is broken.

    Texts in bytes are in the set's own code page.
    """
    found: dict[int, int | bytes | str] = {}
    try:
        (section,) = struct.unpack_from("<I", stream, _SECTION_AT)
        (count,) = struct.unpack_from("<I", stream, section + 4)
        for index in range(min(count, MOST_PROPERTIES)):
            identity, offset = struct.unpack_from("<II", stream, section + 8 + 8 * index)
            value = _value(stream, section + offset)
            if value is not None:
                found[identity] = value
    except struct.error:
        pass
    return found


def _value(stream: bytes, position: int) -> int | bytes | str | None:
    (kind,) = struct.unpack_from("<I", stream, position)
    if kind == _INT16:
        return int(struct.unpack_from("<h", stream, position + 4)[0])
    if kind == _INT32:
        return int(struct.unpack_from("<i", stream, position + 4)[0])
    if kind not in (_TEXT, _WIDE_TEXT):
        return None
    (length,) = struct.unpack_from("<I", stream, position + 4)
    wide = kind == _WIDE_TEXT
    text = stream[position + 8 : position + 8 + min(length * (1 + wide), LONGEST_TEXT)]
    return text.decode("utf-16-le", "ignore").split("\0")[0] if wide else text.split(b"\0")[0]
