"""What the fuzzer found once, made again from our own samples by the smallest change."""

import struct
from collections.abc import Callable
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "samples" / "tiny.xls"
# The identity of a summary's section, and where the section itself is.
SECTION = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")


def sector_sizes() -> bytes:
    """Sectors of two to the power of 65535 bytes: their size is no number that can be printed."""
    content = bytearray(SAMPLE.read_bytes())
    content[30:34] = b"\xff\xff\xff\xff"
    return bytes(content)


def endless_properties() -> bytes:
    """A summary with a vector of four thousand million values, each of no length."""
    content = bytearray(SAMPLE.read_bytes())
    start = content.index(SECTION)
    section = start - 28 + struct.unpack_from("<I", content, start + 16)[0]
    offset = struct.unpack_from("<I", content, section + 12)[0]
    struct.pack_into("<II", content, section + offset, 0x1000, 0xFFFFFFFF)
    return bytes(content)


FOUND: dict[str, Callable[[], bytes]] = {
    "sector_sizes.xls": sector_sizes,
    "endless_properties.xls": endless_properties,
}
