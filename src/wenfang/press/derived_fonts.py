"""Copies of installed Chinese fonts whose lines are as tall as those of the fonts Word uses.

Noto's own line is 1.44 em, 宋体 and its like give Word's text about 1.2 em, so that every page
without a document grid comes out too long. Only the numbers in each copy's ``hhea`` and ``OS/2``
tables differ from the original; the outlines and names are the same. A second set, for documents
that let punctuation be compressed, also has narrower closing punctuation in ``hmtx``.
Measured gain: docs/reference/press-results.md.
"""

import contextlib
import hashlib
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTCollection, TTFont

from wenfang.kernel.workroom import private_folder
from wenfang.press import fontconfig
from wenfang.press.fontconfig import DerivedFonts
from wenfang.press.typefaces import chinese_stand_ins

EDITION = "1"
LINE_EM = 1.2
# Word squeezes each of these by up to half an em where that lets one more character into a line,
# so it sets 28 characters where 27.7 would fit. The office squeezes 、。《》 in that way but none
# of these. Their ink ends at 0.46 em; an opening bracket's begins at 0.65, so that one stays wide.
SQUEEZED = "，；：）！？"
SQUEEZED_EM = 0.62
SIMPLIFIED = " SC"
_HMTX_ENTRY = 4
# The em box of 宋体; what a line has beyond it is shared between above and below.
_ABOVE_EM = 0.859
_COLLECTIONS = {".ttc", ".otc"}
# Where the ascent, the descent and the gaps begin in the two tables that state them.
_HHEA_ASCENT = 4
_OS2_TYPO_ASCENDER = 68


def derived_fonts(cache: Path, *, squeezed: bool = False) -> DerivedFonts | None:
    """The derived fonts of this machine, built in ``cache`` when they are not there yet.

    Takes a fifth of a second once. Two builders at once both finish; the first one's work stays.
    None when no Chinese font is installed that could be derived from.
    """
    families = chinese_stand_ins(fontconfig.installed_families())
    originals = tuple(fontconfig.files_of(families))
    if not originals:
        return None
    kind = "squeezed" if squeezed else "plain"
    folder = cache / f"fonts-{kind}-{EDITION}-{_fingerprint(originals)}"
    index = folder.with_name(f"{folder.name}-index")
    if not folder.is_dir():
        with _appearing(folder) as draft:
            for number, original in enumerate(originals):
                derive(original, draft / f"{number}-{original.name}", squeezed=squeezed)
    if not index.is_dir():
        with _appearing(index) as draft:
            fontconfig.write_index(folder, draft)
    return DerivedFonts(folder, index, originals)


@contextlib.contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """A folder to fill that then appears under its name whole, unless another came first."""
    with private_folder(target.parent, f".{target.name}-") as room:
        draft = room / "draft"
        draft.mkdir()
        yield draft
        try:
            draft.rename(target)
        except OSError:
            if not target.is_dir():
                raise


def _fingerprint(originals: tuple[Path, ...]) -> str:
    """Changes when the machine's fonts are updated, so that old copies are not used any more."""
    digest = hashlib.sha256()
    for original in originals:
        status = original.stat()
        digest.update(f"{original} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def derive(original: Path, target: Path, *, squeezed: bool = False) -> None:
    """Copy one font file and rewrite its line in place, for every face that it holds."""
    shutil.copyfile(original, target)
    with target.open("r+b") as file, _faces(original) as faces:
        for face in faces:
            em = face["head"].unitsPerEm
            up = round((_ABOVE_EM + (LINE_EM - 1) / 2) * em)
            down = round(LINE_EM * em) - up
            tables = face.reader.tables
            file.seek(tables["hhea"].offset + _HHEA_ASCENT)
            file.write(struct.pack(">hhh", up, -down, 0))
            file.seek(tables["OS/2"].offset + _OS2_TYPO_ASCENDER)
            file.write(struct.pack(">hhhHH", up, -down, 0, up, down))
            for offset in _squeezable(face) if squeezed else ():
                file.seek(offset)
                file.write(struct.pack(">H", round(SQUEEZED_EM * em)))


def _squeezable(face: Any) -> Iterator[int]:
    """Where the table of widths has the punctuation of a face for simplified Chinese.

    Elsewhere such characters stand in the middle of their square and would lose their right edge.
    """
    if not face["name"].getBestFamilyName().endswith(SIMPLIFIED):
        return
    characters = face.getBestCmap()
    for character in SQUEEZED:
        glyph = face.getGlyphID(characters[ord(character)]) if ord(character) in characters else 0
        if 0 < glyph < face["hhea"].numberOfHMetrics:
            yield int(face.reader.tables["hmtx"].offset + _HMTX_ENTRY * glyph)


@contextlib.contextmanager
def _faces(path: Path) -> Iterator[list[Any]]:
    if path.suffix.lower() in _COLLECTIONS:
        with TTCollection(path, lazy=True) as collection:
            yield list(collection)
    else:
        with TTFont(path, lazy=True) as font:
            yield [font]
