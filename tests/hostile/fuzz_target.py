"""What the fuzzer calls: identifiers and sanitisers on one input.

The first byte of an input chooses the target, the rest is what the target gets. Whatever is raised
that is not one of the press's own errors is a finding.
"""

import contextlib
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from wenfang.press import PressError, identify
from wenfang.press.family import Inspection
from wenfang.press.formats import families, family_of
from wenfang.press.model import MIB, Limits
from wenfang.press.reading import odf, ooxml
from wenfang.press.reading.dropped import Dropped
from wenfang.press.reading.rtf_groups import blunted
from wenfang.press.reading.zips import Visitor, is_xml, safe

LIMITS = Limits(archive_bytes=64 * MIB, archive_entries=2000)
WORK = Path(tempfile.mkdtemp(prefix="fuzz-"))
FORMATS = sorted(name for family in families() for name in family.formats)


def whole(format_id: str, content: bytes) -> None:
    """Identify a file, then inspect it as the format that its name claims."""
    source = WORK / f"input.{format_id}"
    source.write_bytes(content)
    with contextlib.suppress(PressError):
        identify(source, limits=LIMITS)
    family = family_of(format_id)
    assert family is not None
    source.rename(WORK / "source")
    with contextlib.suppress(PressError):
        family.inspect(Inspection(WORK / "source", WORK, format_id, LIMITS))


def part(reader: Callable[[], Visitor], name: str, content: bytes) -> None:
    """Sanitise one part, as if it had just been unpacked."""
    with contextlib.suppress(PressError):
        visitor = reader()
        if not visitor.leaves_out(name):
            visitor.visit(name, safe(content) if is_xml(name, content) else content)


def rtf(content: bytes) -> None:
    """Blunt the groups of an RTF file, which must keep its length."""
    assert len(blunted(content, Dropped())) == len(content)


_WORD = ("word/document.xml", "word/_rels/document.xml.rels", "word/settings.xml")
_OTHERS = ("[Content_Types].xml", "docProps/app.xml", "ppt/slides/slide1.xml")
_SHEETS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "word/embeddings/object.bin")
OOXML_PARTS = (*_WORD, *_OTHERS, *_SHEETS)
ODF_PARTS = ("content.xml", "meta.xml", "settings.xml", "Object 1")
TARGETS: dict[str, Callable[[bytes], None]] = {
    **{name: partial(whole, name) for name in FORMATS},
    **{name: partial(part, ooxml.Reader, name) for name in OOXML_PARTS},
    **{name: partial(part, odf.Reader, name) for name in ODF_PARTS},
    "rtf groups": rtf,
}
NAMES = sorted(TARGETS)


def one_input(data: bytes) -> None:
    """Run the target that the first byte chooses."""
    if data:
        TARGETS[NAMES[data[0] % len(NAMES)]](data[1:])
