"""An archive whose only part is the archive itself, byte for byte, however often it is unpacked.

The compressed stream is a program of two instructions, each five bytes long: print what follows,
and repeat what was printed last. Written out, the program prints its own first half, then its
second. Then only the checksum, which is inside of what it sums, has to be solved for: it depends
on its own bits as a set of linear equations.
"""

import struct
import zlib

NAME = b"word/document.xml"
# Chosen so that repeating the head takes exactly five bytes.
HEAD_BYTES = 60
END_OF_STREAM = b"\x01\0\0\xff\xff"
# The last byte is written out after a repetition, which takes a bit more for high ones.
COMMENT = b"\xff"
CODE = 5
# Symbol, bits beyond it, and the least value, of the lengths and distances that are needed.
_LENGTHS = {10: (264, 0, 10), 65: (276, 3, 59), 95: (278, 4, 83)}
_DISTANCES = {20: (8, 3, 17), 65: (12, 5, 65), 96: (12, 5, 65)}


def _code(value: int, width: int) -> str:
    """A Huffman code: its highest bit comes first."""
    return f"{value:0{width}b}"


def _extra(value: int, width: int) -> str:
    """A number: its lowest bit comes first."""
    return f"{value:0{width}b}"[::-1] if width else ""


def _match(length: int, distance: int) -> str:
    symbol, width, least = _LENGTHS[length]
    code, further, nearest = _DISTANCES[distance]
    bits = _code(symbol - 256, 7) + _extra(length - least, width)
    return bits + _code(code, 5) + _extra(distance - nearest, further)


def _block(*bits: str) -> str:
    """A block of fixed codes that is not the last one."""
    return "0" + _extra(1, 2) + "".join(bits) + _code(0, 7)


def _packed(bits: str) -> bytes:
    assert len(bits) == CODE * 8
    return bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, len(bits), 8))


def _print(length: int) -> bytes:
    return struct.pack("<BHH", 0, length, length ^ 0xFFFF)


def _body(head: bytes, tail: bytes) -> bytes:
    """The program, with what it prints where that is not part of it."""
    four = CODE * 4
    print_head, print_tail = _print(len(head) + CODE), _print(len(tail) + CODE)
    one, many, none = _print(CODE), _print(four), _print(0)
    repeat_head = _packed(_block(_match(65, 65)) + _block())
    repeat_many = _packed(_block(_match(10, 20), _match(10, 20)))
    last = "110010000", tail[-1] - 144
    repeat_tail = _packed(_block(_match(95, 96), _code(int(last[0], 2) + last[1], 9)))
    codes = [print_head, head, print_head, repeat_head, one, repeat_head, one, one, many]
    codes += [repeat_head, one, one, many, repeat_many, many, repeat_many, many, repeat_many]
    codes += [many, repeat_many, many, repeat_many, none, none, print_tail]
    codes += [repeat_many, none, none, print_tail, repeat_tail, tail, repeat_tail]
    return b"".join(codes)


def _archive(checksum: int, size: int) -> bytes:
    """The archive as it is with this checksum and size, right or wrong."""
    extra = HEAD_BYTES - 30 - len(NAME)
    tail_bytes = len(END_OF_STREAM) + 46 + len(NAME) + 22 + len(COMMENT)
    packed = size - HEAD_BYTES - tail_bytes + len(END_OF_STREAM)
    same = struct.pack("<HHHHHIII", 20, 0, 8, 0, 33, checksum, packed, size)
    head = b"PK\x03\x04" + same + struct.pack("<HH", len(NAME), extra) + NAME
    head += struct.pack("<HH", 0x7777, extra - 4) + bytes(extra - 4)
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + same
    entry += struct.pack("<HHHHHII", len(NAME), 0, 0, 0, 0, 0, 0) + NAME
    place = size - tail_bytes + len(END_OF_STREAM)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), place, len(COMMENT))
    tail = END_OF_STREAM + entry + end + COMMENT
    return head + _body(head, tail) + tail


def _solved(size: int) -> int:
    """The checksum that is right once it is written into the archive."""
    constant = zlib.crc32(_archive(0, size))
    rows = []
    for bit in range(32):
        rows.append([zlib.crc32(_archive(1 << bit, size)) ^ constant ^ (1 << bit), 1 << bit])
    checksum, rest = 0, constant
    for place in range(32):
        pivot = next(row for row in rows if row[0] >> place & 1)
        rows.remove(pivot)
        for row in rows:
            if row[0] >> place & 1:
                row[0] ^= pivot[0]
                row[1] ^= pivot[1]
        if rest >> place & 1:
            rest ^= pivot[0]
            checksum ^= pivot[1]
    return checksum


def quine() -> bytes:
    """The archive; it takes the checksum of itself to be one."""
    size = len(_archive(0, 1000))
    return _archive(_solved(size), size)
