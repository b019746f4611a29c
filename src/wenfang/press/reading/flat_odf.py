"""Flat OpenDocument files: one XML document with everything in it, sanitised as a tree."""

from wenfang.press.errors import DamagedFileError, TooLargeError, UnsupportedFormatError
from wenfang.press.family import Findings, Inspection
from wenfang.press.reading.dropped import Dropped
from wenfang.press.reading.names import families, sensible_title
from wenfang.press.reading.odf import FONTS, Properties
from wenfang.press.reading.odf_elements import disarm
from wenfang.press.reading.xml import local_name, parse, safe, written
from wenfang.press.reading.zips import PART_BYTES


def inspect(inspection: Inspection, suffix: str) -> Findings:
    """Refuse document types, sanitise the tree, and read what it says about itself."""
    if inspection.source.stat().st_size > PART_BYTES:
        raise TooLargeError
    content = safe(inspection.source.read_bytes())
    root = parse(content, huge=True)
    if local_name(root) != "document":
        raise UnsupportedFormatError
    if not any(local_name(child) == "body" for child in root):
        raise DamagedFileError
    dropped, properties = Dropped(), Properties()
    properties.read(root)
    disarm(root, frozenset(), dropped)
    inspection.clean(suffix).write_bytes(written(root))
    return Findings(
        format=inspection.format,
        clean=inspection.clean(suffix).name,
        fonts=families(FONTS.findall(content.decode("utf-8", "replace"))),
        recorded_pages=properties.pages,
        title=sensible_title(properties.title),
        warnings=dropped.warnings(),
        dropped=dict(dropped.counts),
    )
