"""The text layer inside the sandbox: which characters stand where, merged into runs of a line."""

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from wenfang.press.answers import RUNS_IN_ALL, RUNS_PER_PAGE
from wenfang.press.model import Limits
from wenfang.press.worker.pdf import Say, open_pdf
from wenfang.press.worker.text import opened, readable

# All in heights of a character. A space that a line is justified with may be wide.
GAP, SPACED_GAP, OVERLAP = 0.5, 1.6, 0.5
SAME_LINE = 0.3
SAME_SIZE = 0.7
# How much of its size a character has below its line, and when it is taken for a smaller box.
DESCENT = 0.2
ROUGHLY = 0.95
_GENERATED = "\ue000"
_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BESIDE_WIDE = re.compile(f"(?<=[{_WIDE}]){_GENERATED}|{_GENERATED}(?=[{_WIDE}])")

Row = tuple[float, float, float, float, str]


class _Box(NamedTuple):
    """Edges in points from the top left of the page as it is displayed."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def is_beside(self, other: "_Box") -> bool:
        """Whether both stand on one line and are of one size, near enough."""
        small, large = sorted((self.height, other.height))
        apart = abs(self.top + self.bottom - other.top - other.bottom) / 2
        return small >= SAME_SIZE * large and apart <= SAME_LINE * large


@dataclass(slots=True)
class _Run:
    """Characters that follow each other on one line; ``last`` is where the last of them stands."""

    last: _Box
    characters: list[str]
    boxes: list[_Box] = field(default_factory=list)

    def takes(self, box: _Box, character: str) -> bool:
        """Whether the character goes on where the run ends, from either side."""
        if not self.last.is_beside(box):
            return False
        leftwards = unicodedata.bidirectional(character) in ("R", "AL")
        gap = self.last.left - box.right if leftwards else box.left - self.last.right
        spaced = self.characters[-1] in (" ", _GENERATED)
        reach = SPACED_GAP if spaced else GAP
        return -OVERLAP * box.height <= gap <= reach * box.height

    def add(self, box: _Box, character: str) -> None:
        self.characters.append(character)
        self.boxes.append(box)
        self.last = box

    @property
    def text(self) -> str:
        joined = _BESIDE_WIDE.sub("", "".join(self.characters).strip(_GENERATED + " "))
        return readable(joined.replace(_GENERATED, " "))

    def row(self, size: tuple[float, float]) -> Row | None:
        """The run as it is reported, cut to the page; None where it shows nothing."""
        text = self.text
        left = max(min(box.left for box in self.boxes), 0.0)
        top = max(min(box.top for box in self.boxes), 0.0)
        right = min(max(box.right for box in self.boxes), size[0])
        bottom = min(max(box.bottom for box in self.boxes), size[1])
        width, height = round(right - left, 2), round(bottom - top, 2)
        if not text or width <= 0 or height <= 0:
            return None
        return round(left, 2), round(top, 2), width, height, text


def run(request: dict[str, Any], say: Say) -> dict[str, Any]:
    """Report the runs of pages ``first`` to ``last`` of the PDF of that name."""
    limits = Limits(**request["limits"])
    pdf = open_pdf(Path(request["file"]), limits)
    layer = Layer(limits, say)
    for number in range(request["first"], min(request["last"], len(pdf)) + 1):
        with opened(pdf, number - 1) as (page, characters):
            layer.report(number, page, characters)
    return {"pages": len(pdf)}


@dataclass(slots=True)
class Layer:
    """Says the runs of one page after the other, until it has said as many as anybody keeps."""

    limits: Limits
    say: Say
    left: int = RUNS_IN_ALL

    def report(self, number: int, page: pdfium.PdfPage, characters: pdfium.PdfTextPage) -> None:
        """Say the runs of one page."""
        rows = page_runs(page, characters, self.limits)[: self.left]
        self.left -= len(rows)
        self.say({"page": number, "runs": rows})


def page_runs(page: pdfium.PdfPage, characters: pdfium.PdfTextPage, limits: Limits) -> list[Row]:
    """The runs of one page in reading order: x, y, width, height in points, and the text."""
    size = page.get_size()
    rows: list[Row] = []
    for found in _runs(_placed(page, characters, limits)):
        row = found.row(size)
        if row is not None:
            rows.append(row)
        if len(rows) == RUNS_PER_PAGE:
            break
    return rows


def _runs(placed: Iterator[tuple[str, _Box | None]]) -> Iterator[_Run]:
    current: _Run | None = None
    for character, box in placed:
        if box is None:
            # A blank that the renderer read into a gap; how wide it is shows what follows.
            if current is not None:
                current.characters.append(character)
        elif current is not None and current.takes(box, character):
            current.add(box, character)
        else:
            if current is not None:
                yield current
            current = None if character.isspace() else _Run(box, [character], [box])
    if current is not None:
        yield current


def _placed(
    page: pdfium.PdfPage, characters: pdfium.PdfTextPage, limits: Limits
) -> Iterator[tuple[str, _Box | None]]:
    """Every character with its box, None for blanks that are not in the file."""
    displayed = _displayed(page)
    box = raw.FS_RECTF()
    reference, handle = ctypes.byref(box), characters.raw
    for index in range(min(characters.count_chars(), limits.page_chars)):
        code = raw.FPDFText_GetUnicode(handle, index)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if character in ("", "\r", "\n", _GENERATED):
            continue
        if character == " " and raw.FPDFText_IsGenerated(handle, index) == 1:
            yield _GENERATED, None
        elif raw.FPDFText_GetLooseCharBox(handle, index, reference):
            low, high = sorted((box.bottom, box.top))
            if high - low < ROUGHLY * raw.FPDFText_GetFontSize(handle, index):
                low, high = _line_of(handle, index, low, high)
            place = displayed(box.left, low, box.right, high)
            if place.height > 0:
                yield character, place


def _line_of(handle: Any, index: int, low: float, high: float) -> tuple[float, float]:
    """The vertical extent of a character whose font does not tell how tall its lines are."""
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix))
    raw.FPDFText_GetCharOrigin(handle, index, ctypes.byref(x), ctypes.byref(y))
    if abs(matrix.b) + abs(matrix.c) > abs(matrix.d) / 100 or matrix.d <= 0:
        return low, high
    size = raw.FPDFText_GetFontSize(handle, index) * matrix.d
    bottom = y.value - DESCENT * size
    return min(low, bottom), max(high, bottom + size)


def _displayed(page: pdfium.PdfPage) -> Callable[[float, float, float, float], _Box]:
    """How edges on the page become edges as displayed: cut to its visible box, and turned."""
    left, bottom, right, top = page.get_bbox()
    turns: dict[int, Callable[[float, float, float, float], _Box]] = {
        0: lambda x0, y0, x1, y1: _Box(x0 - left, top - y1, x1 - left, top - y0),
        90: lambda x0, y0, x1, y1: _Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: lambda x0, y0, x1, y1: _Box(right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: lambda x0, y0, x1, y1: _Box(top - y1, right - x1, top - y0, right - x0),
    }
    turn = turns[page.get_rotation() % 360]
    return lambda x0, y0, x1, y1: turn(*_sorted(x0, x1, y0, y1))


def _sorted(x0: float, x1: float, y0: float, y1: float) -> tuple[float, float, float, float]:
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
