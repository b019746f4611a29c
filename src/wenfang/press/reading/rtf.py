"""Rich Text Format: whether all of it is there, and what it says about itself."""

import re

from wenfang.press.errors import DamagedFileError
from wenfang.press.family import Findings, Inspection
from wenfang.press.reading.dropped import Dropped
from wenfang.press.reading.names import families, sensible_title
from wenfang.press.reading.rtf_groups import blunted

END_WITHIN = 4096
HEADER_BYTES = 512 * 1024
_FONT = re.compile(rb"\{\\f\d+[^{};]*?(?:\{\\\*[^{}]*\}[^{};]*?)* ((?:[^{};\\]|\\'[0-9a-f]{2})+);")
_TITLE = re.compile(rb"\{\\title ([^{}]{1,400})\}")
_PAGES = re.compile(rb"\\nofpages(\d{1,6})\b")
_HEX = re.compile(rb"\\'([0-9a-fA-F]{2})")
_UNICODE = re.compile(r"\\u(-?\d{1,6}) ?\??")


def inspect(inspection: Inspection) -> Findings:
    """Refuse a file that stops before its last brace; blunt what it would fetch; read the rest."""
    content = inspection.source.read_bytes()
    if not content[-END_WITHIN:].rstrip(b"\0\r\n\t \x1a").endswith(b"}"):
        raise DamagedFileError
    dropped = Dropped()
    content = blunted(content, dropped)
    inspection.clean("rtf").write_bytes(content)
    head = content[:HEADER_BYTES]
    title, pages = _TITLE.search(head), _PAGES.search(head)
    return Findings(
        format="rtf",
        clean=inspection.clean("rtf").name,
        fonts=families(_text(name) for name in _FONT.findall(head)),
        recorded_pages=int(pages[1]) or None if pages else None,
        title=sensible_title(_text(title[1])) if title else "",
        warnings=dropped.warnings(),
        dropped=dict(dropped.counts),
    )


def _text(escaped: bytes) -> str:
    """Plain text of a short run: hex bytes are in the code page of Chinese files, mostly."""
    raw = _HEX.sub(lambda match: bytes([int(match[1], 16)]), escaped)
    text = raw.decode("gb18030", "replace")
    return _UNICODE.sub(lambda match: chr(int(match[1]) % 65536), text)
