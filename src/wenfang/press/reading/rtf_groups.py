"""Groups of RTF that fetch or open something, blunted in place so that no brace moves."""

import re
from collections.abc import Iterator

from wenfang.press.reading.dropped import CONTROLS, EMBEDDED, LINKED, Dropped
from wenfang.press.reading.equations import is_equation
from wenfang.press.reading.fields import fetches

# Words that begin such a group, or stand inside one. Readers know them by these bytes alone.
_WORD = re.compile(
    rb"\\(fldinst|objdata|template|mailmerge|objocx|objlink|objautlink|objsub|objicemb|objhtml|"
    rb"subdocument)(?![a-z])|\\sn\s+(pibName|fillBlipName|lineFillBlipName)\b"
)
_TOKEN = re.compile(rb"\\bin(\d{1,9}) ?|\\'[0-9a-fA-F]{0,2}|\\[a-zA-Z]+-?\d* ?|\\.|[{}]", re.DOTALL)
_HEX = re.compile(rb"\\'([0-9a-fA-F]{2})")
_NUMBERED = (re.compile(rb"\\u(-?\d{1,6}) ?"), re.compile(rb"\\u(-?\d{1,6}) ?[^\\{}]"))
_MARKUP = re.compile(rb"\\\*|\\[a-zA-Z]+-?\d* ?|[{}\r\n]")
_OBJECT_HEADER = 64 * 1024
LONGEST_INSTRUCTION = 64 * 1024
_OLE_START = b"d0cf11e0a1b11ae1"
_KINDS = {
    b"objocx": CONTROLS,
    b"objlink": LINKED,
    b"objautlink": LINKED,
    b"objsub": LINKED,
    b"objhtml": LINKED,
    b"subdocument": LINKED,
}


def blunted(content: bytes, dropped: Dropped) -> bytes:
    """The file with the same length, and nothing in it that a reader would fetch or open."""
    result, position = bytearray(content), 0
    while found := _WORD.search(content, position):
        judge = _rename if found[2] else _DECIDE.get(found[1], _take_whole)
        position = judge(found, content, result, dropped)
    return bytes(result)


def _rename(found: re.Match[bytes], content: bytes, result: bytearray, dropped: Dropped) -> int:
    """Make a word one that no reader knows; returns where to go on."""
    kind = _KINDS.get(found[1])
    if kind:
        dropped.note(kind)
    _cross_out(result, *found.span(1 if found[1] else 2))
    return found.end()


def _judge_field(
    found: re.Match[bytes], content: bytes, result: bytearray, dropped: Dropped
) -> int:
    """Empty the instruction of a field that fetches; others may hold further fields."""
    end = _end_of_group(content, found.end(), LONGEST_INSTRUCTION)
    group = content[found.end() : end]
    if not any(fetches(plain) for plain in _readings(group)):
        return found.end()
    dropped.note(LINKED)
    result[found.end() : end] = b" x".ljust(len(group))[: len(group)]
    return end


def _judge_object(
    found: re.Match[bytes], content: bytes, result: bytearray, dropped: Dropped
) -> int:
    """Take the data of an object that is no equation; its picture stands beside it."""
    end = _end_of_group(content, found.end(), len(content))
    if not _is_equation(content[found.end() : end]):
        dropped.note(EMBEDDED)
        _take(found, result, end)
    return end


def _take_whole(found: re.Match[bytes], content: bytes, result: bytearray, dropped: Dropped) -> int:
    """Take a group that no page shows."""
    end = _end_of_group(content, found.end(), len(content))
    _take(found, result, end)
    return end


def _take(found: re.Match[bytes], result: bytearray, end: int) -> None:
    _cross_out(result, *found.span(1))
    result[found.end() : end] = b" " * (end - found.end())


def _cross_out(result: bytearray, start: int, end: int) -> None:
    result[start:end] = b"x" * (end - start)


_DECIDE = {b"fldinst": _judge_field, b"objdata": _judge_object} | dict.fromkeys(_KINDS, _rename)


def _end_of_group(content: bytes, position: int, longest: int) -> int:
    """Where the group ends that ``position`` is in; its closing brace is not part of it."""
    depth, limit = 0, min(len(content), position + longest)
    while found := _TOKEN.search(content, position, limit):
        position = found.end() + int(found[1] or 0)
        if found[0] == b"{":
            depth += 1
        elif found[0] == b"}":
            if not depth:
                return found.start()
            depth -= 1
    return limit


def _readings(group: bytes) -> Iterator[str]:
    """The text of a group, however its letters are written and wherever its braces are.

    A character by its number may be followed by one for older readers, or may not.
    """
    for number in _NUMBERED:
        plain = _HEX.sub(lambda found: bytes([int(found[1], 16)]), group)
        plain = number.sub(lambda found: bytes([int(found[1]) % 256]), plain)
        yield _MARKUP.sub(b"", plain).decode("latin-1")


def _is_equation(data: bytes) -> bool:
    """Whether the data of an object, in hexadecimal digits, is an equation."""
    digits = re.sub(rb"[^0-9a-fA-F]", b"", data).lower()
    start = digits.find(_OLE_START, 0, _OBJECT_HEADER)
    if start < 0:
        return False
    return is_equation(
        bytes.fromhex(digits[start : start + (len(digits) - start) // 2 * 2].decode())
    )
