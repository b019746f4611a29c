"""What the pages say: their text, the title they propose, the fonts they use."""

import contextlib
import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from wenfang.press.reading.names import sensible_title

TITLE_CHARS = 4000
TITLE_LINES = 40
TITLE_LENGTH = 80
FONT_PAGES = 20
FONTS_KEPT = 200
STRONGER = 1.12
SAME_SIZE = 0.06

_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\u200b\ufeff\u00ad]")
_SUBSET = re.compile(r"^[A-Z]{6}\+")


@contextlib.contextmanager
def opened(
    pdf: pdfium.PdfDocument, index: int
) -> Iterator[tuple[pdfium.PdfPage, pdfium.PdfTextPage]]:
    """A page and its characters; finding these is most of the work."""
    page = pdf[index]
    characters = page.get_textpage()
    try:
        yield page, characters
    finally:
        characters.close()
        page.close()


def page_text(characters: pdfium.PdfTextPage) -> str:
    """The text of one page, one line per line, without control characters."""
    text = characters.get_text_range()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x02", "")
    return readable(text).strip()


def readable(text: str) -> str:
    """The text composed, and without control characters and hints for hyphenation."""
    return _DROPPED.sub("", unicodedata.normalize("NFC", text))


@dataclass(slots=True)
class _Line:
    text: str
    height: float


def proposed_title(pdf: pdfium.PdfDocument) -> str:
    """The strongest lines at the top of the first page; empty when no line stands out."""
    lines = _lines(pdf)
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.height] += len(line.text)
    if not weights:
        return ""
    body = weights.most_common(1)[0][0]
    largest = max(line.height for line in lines)
    if largest < body * STRONGER and len(weights) > 1:
        return ""
    return _joined_at(lines, largest) if largest > body or len(lines) <= 3 else ""


def _joined_at(lines: list[_Line], height: float) -> str:
    """The first run of lines of this size, as one title."""
    start = next(i for i, line in enumerate(lines) if _same(line.height, height))
    parts = []
    for line in lines[start : start + 3]:
        if not _same(line.height, height):
            break
        parts.append(line.text)
    title = ""
    for part in parts:
        gap = " " if title and title[-1].isascii() and part[0].isascii() else ""
        title += gap + part
    return sensible_title(title) if len(title) <= TITLE_LENGTH else ""


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SIZE * other


def _lines(pdf: pdfium.PdfDocument) -> list[_Line]:
    lines: list[_Line] = []
    text, heights = "", list[float]()
    box = raw.FS_RECTF()
    with opened(pdf, 0) as (_, textpage):
        for index in range(min(textpage.count_chars(), TITLE_CHARS)):
            character = chr(raw.FPDFText_GetUnicode(textpage, index))
            if character in "\r\n":
                lines.append(_line(text, heights))
                text, heights = "", list[float]()
            elif character.isprintable():
                text += character
                if raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
                    heights.append(round(abs(box.top - box.bottom), 1))
    lines.append(_line(text, heights))
    return [line for line in lines if line.text][:TITLE_LINES]


def _line(text: str, heights: list[float]) -> _Line:
    common = Counter(heights).most_common(1)
    return _Line(_DROPPED.sub("", text).strip(), common[0][0] if common else 0.0)


def fonts_of(pdf: pdfium.PdfDocument) -> list[str]:
    """The names of the fonts on the first pages, without the tags of their subsets."""
    names: dict[str, None] = {}
    for index in range(min(len(pdf), FONT_PAGES)):
        page = pdf[index]
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3):
            names[_SUBSET.sub("", thing.get_font().get_base_name())] = None
        page.close()
    return [name for name in names if name][:FONTS_KEPT]
