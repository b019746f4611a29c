"""What the pages say: their text, the title they propose, the fonts they use."""

import contextlib
import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from wenfang.press.reading.names import sensible_title

TITLE_CHARS = 4000
TITLE_LINES = 40
TITLE_LENGTH = 80
FONT_PAGES = 20
OBJECTS_SEEN = 100
FONTS_KEPT = 200
STRONGER = 1.12
UPPER_PART = 0.4
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


def is_blank(page: pdfium.PdfPage, text: str) -> bool:
    """Whether there is nothing on a page: no visible character, no picture, no line."""
    if text:
        return False
    kinds = (thing.type for thing in page.get_objects(max_depth=1))
    return all(kind == raw.FPDF_PAGEOBJ_TEXT for kind in islice(kinds, OBJECTS_SEEN))


def readable(text: str) -> str:
    """The text composed, and without control characters and hints for hyphenation."""
    return _DROPPED.sub("", unicodedata.normalize("NFC", text))


@dataclass(slots=True)
class _Line:
    text: str
    height: float
    middle: float


def proposed_title(pdf: pdfium.PdfDocument) -> str:
    """The strongest lines at the top of the first page; empty when no line stands out."""
    with opened(pdf, 0) as (_, characters):
        lines = _lines(characters)
    title = _strongest(lines, lines)
    return sensible_title(title) if len(title) <= TITLE_LENGTH else ""


def slide_title(page: pdfium.PdfPage, characters: pdfium.PdfTextPage) -> str:
    """The strongest lines in the upper part of a slide; empty when none of them stands out."""
    lines = _lines(characters)
    _, bottom, _, top = page.get_bbox()
    upper = [line for line in lines if line.middle > top - UPPER_PART * (top - bottom)]
    return _strongest(lines, upper)


def _strongest(lines: list[_Line], above: list[_Line]) -> str:
    """The first of the largest lines, if they are ``above`` and larger than most text."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.height] += len(line.text)
    if not above:
        return ""
    body = weights.most_common(1)[0][0]
    largest = max(line.height for line in lines)
    stands_out = largest >= body * STRONGER or len(weights) == 1
    if not stands_out or (largest <= body and len(lines) > 3):
        return ""
    return _joined_at(above, largest)


def _joined_at(lines: list[_Line], height: float) -> str:
    """The first run of lines of this size, as one title."""
    start = next((i for i, line in enumerate(lines) if _same(line.height, height)), len(lines))
    parts = []
    for line in lines[start : start + 3]:
        if not _same(line.height, height):
            break
        parts.append(line.text)
    title = ""
    for part in parts:
        gap = " " if title and title[-1].isascii() and part[0].isascii() else ""
        title += gap + part
    return title


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SIZE * other


def _lines(characters: pdfium.PdfTextPage) -> list[_Line]:
    lines: list[_Line] = []
    text, boxes = "", list[tuple[float, float]]()
    box = raw.FS_RECTF()
    for index in range(min(characters.count_chars(), TITLE_CHARS)):
        code = raw.FPDFText_GetUnicode(characters, index)
        character = chr(code) if code < 0x110000 else ""
        if character in ("\r", "\n"):
            lines.append(_line(text, boxes))
            text, boxes = "", list[tuple[float, float]]()
        elif character.isprintable():
            text += character
            if raw.FPDFText_GetLooseCharBox(characters, index, ctypes.byref(box)):
                boxes.append((box.top, box.bottom))
    lines.append(_line(text, boxes))
    return [line for line in lines if line.text][:TITLE_LINES]


def _line(text: str, boxes: list[tuple[float, float]]) -> _Line:
    heights = Counter(round(abs(top - bottom), 1) for top, bottom in boxes)
    height = heights.most_common(1)[0][0] if heights else 0.0
    middle = sum(boxes[0]) / 2 if boxes else 0.0
    return _Line(_DROPPED.sub("", text).strip(), height, middle)


def _sample(pages: int) -> list[int]:
    """The first pages, and as many from among the rest."""
    first = min(pages, FONT_PAGES // 2)
    step = max(1, (pages - first) // (FONT_PAGES - first)) if pages > first else 1
    return [*range(first), *range(first, pages, step)][:FONT_PAGES]


def fonts_of(pdf: pdfium.PdfDocument) -> list[str]:
    """The names of the fonts on some pages, without the tags of their subsets."""
    names: dict[str, None] = {}
    for index in _sample(len(pdf)):
        page = pdf[index]
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3):
            names[_SUBSET.sub("", thing.get_font().get_base_name())] = None
        page.close()
    return [name for name in names if name][:FONTS_KEPT]
