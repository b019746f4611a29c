"""Rewriting the lines and the punctuation of fonts; runs as a process of its own.

Only the numbers in each copy's ``hhea`` and ``OS/2`` tables differ from the original; the outlines
and names are the same. For documents that let punctuation be compressed, closing punctuation is
narrower in ``hmtx`` as well.
"""

import contextlib
import logging
import shutil
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from wenfang.press import fontconfig
from wenfang.press.fontconfig import FontFile
from wenfang.press.typefaces import chinese_stand_ins

log = logging.getLogger(__name__)
LINE_EM = 1.2
# Word squeezes each of these by up to half an em where that lets one more character into a line,
# so it sets 28 characters where 27.7 would fit. The office squeezes 、。《》 in that way but none
# of these. Their ink ends at 0.46 em; an opening bracket's begins at 0.65, so that one stays wide.
SQUEEZED = "，；：）！？"
SQUEEZED_EM = 0.62
# Noto and Source Han say in their names where closing punctuation stands in its square.
SIMPLIFIED, IN_THE_MIDDLE = " SC", (" TC", " HK", " JP", " KR")
# Word gives these their own line, which is taller than 1.2 em.
TALL = {"Microsoft YaHei", "Microsoft YaHei UI", "Microsoft JhengHei", "Microsoft JhengHei UI"}
_HMTX_ENTRY = 4
# The em box of 宋体; what a line has beyond it is shared between above and below.
_ABOVE_EM = 0.859
_COLLECTIONS = {".ttc", ".otc"}
# Where the ascent, the descent and the gaps begin in the two tables that state them.
_HHEA_ASCENT = 4
_OS2_TYPO_ASCENDER = 68


def build(draft: Path, own: Path | None, *, squeezed: bool) -> None:
    """Fill a folder with the copies of this machine's fonts and of the operator's own."""
    originals = fontconfig.files_of(chinese_stand_ins(fontconfig.installed_families()))
    for number, original in enumerate(originals):
        derive(original, draft / f"{number}-{original.name}", squeezed=squeezed)
    for number, font in enumerate(fontconfig.fonts_in(own), len(originals)):
        _take_over(font, draft / f"{number}-{font.path.name}", squeezed=squeezed)


def _take_over(font: FontFile, target: Path, *, squeezed: bool) -> None:
    """A copy of one of the operator's fonts, as it is when we cannot change it."""
    if font.is_east_asian:
        try:
            derive(font.path, target, squeezed=squeezed)
        except (TTLibError, KeyError, AttributeError, struct.error, ValueError):
            log.warning("font %s is used as it is", font.path.name)
        else:
            return
    shutil.copyfile(font.path, target)


def derive(original: Path, target: Path, *, squeezed: bool = False) -> None:
    """Copy one font file with another line and other widths, for every face that it holds."""
    with _opened(original) as (container, faces):
        marks = {face: list(_squeezable(face)) if squeezed else [] for face in faces}
        if all(_has_own_width(face, mark) for face in faces for mark in marks[face]):
            shutil.copyfile(original, target)
            _patch(target, marks)
        else:
            _rewrite(container, target, marks)


def _has_own_width(face: Any, mark: str) -> bool:
    """The last entry of the table of widths counts for all glyphs that follow, too."""
    return bool(face.getGlyphID(mark) < face["hhea"].numberOfHMetrics - 1)


def _line_of(face: Any) -> tuple[int, int] | None:
    """How far a line is to reach above and below; None when the font keeps its own."""
    if face["name"].getBestFamilyName() in TALL:
        return None
    em = face["head"].unitsPerEm
    up = round((_ABOVE_EM + (LINE_EM - 1) / 2) * em)
    return up, round(LINE_EM * em) - up


def _squeezed_width(face: Any) -> int:
    return int(SQUEEZED_EM * face["head"].unitsPerEm + 0.5)


def _patch(target: Path, marks: Mapping[Any, Iterable[str]]) -> None:
    """Change the numbers in the copied file, a hundred times as fast as writing it anew."""
    with target.open("r+b") as file:
        for face in marks:
            tables = face.reader.tables
            if line := _line_of(face):
                up, down = line
                file.seek(tables["hhea"].offset + _HHEA_ASCENT)
                file.write(struct.pack(">hhh", up, -down, 0))
                file.seek(tables["OS/2"].offset + _OS2_TYPO_ASCENDER)
                file.write(struct.pack(">hhhHH", up, -down, 0, up, down))
            for mark in marks[face]:
                file.seek(tables["hmtx"].offset + _HMTX_ENTRY * face.getGlyphID(mark))
                file.write(struct.pack(">H", _squeezed_width(face)))


def _rewrite(container: Any, target: Path, marks: Mapping[Any, Iterable[str]]) -> None:
    """Write the font anew, with a width of its own for each mark."""
    for face in marks:
        if line := _line_of(face):
            header, metrics = face["hhea"], face["OS/2"]
            header.ascent = metrics.sTypoAscender = metrics.usWinAscent = line[0]
            metrics.usWinDescent = line[1]
            header.descent = metrics.sTypoDescender = -line[1]
            header.lineGap = metrics.sTypoLineGap = 0
        for mark in marks[face]:
            face["hmtx"][mark] = (_squeezed_width(face), face["hmtx"][mark][1])
    container.save(target)


def _squeezable(face: Any) -> Iterator[str]:
    """The glyphs of closing punctuation whose ink leaves room on its right.

    In traditional Chinese and Japanese such characters stand in the middle of their square and
    would lose their right edge.
    """
    family = face["name"].getBestFamilyName() or ""
    if family.endswith(IN_THE_MIDDLE):
        return
    characters = face.getBestCmap()
    for name in {characters.get(ord(character)) for character in SQUEEZED} - {None}:
        if family.endswith(SIMPLIFIED) or _leaves_room(face, name):
            yield name


def _leaves_room(face: Any, glyph: str) -> bool:
    """Whether a glyph as wide as its square ends well before the width to which it is squeezed."""
    glyphs, em = face.getGlyphSet(), face["head"].unitsPerEm
    pen = BoundsPen(glyphs)
    glyphs[glyph].draw(pen)
    return pen.bounds is not None and pen.bounds[2] < SQUEEZED_EM * em < glyphs[glyph].width


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, list[Any]]]:
    """A font file as fontTools sees it, and the faces in it."""
    kind = TTCollection if path.suffix.lower() in _COLLECTIONS else TTFont
    with kind(path, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as container:
        yield container, list(container) if kind is TTCollection else [container]


if __name__ == "__main__":
    _, folder, kind, own_folder = sys.argv
    build(Path(folder), Path(own_folder) if own_folder else None, squeezed=kind == "squeezed")
