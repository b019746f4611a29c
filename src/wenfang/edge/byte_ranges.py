"""Byte ranges and entity tags of HTTP (RFC 9110), read strictly and without surprises."""

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII)
_TAG = re.compile(r'(W/)?("[^"]*")')
MAX_DIGITS = 18


class RangeNotSatisfiableError(ValueError):
    """The range begins after the last byte."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def whole(size: int) -> ByteRange:
    """All of it; the length of nothing is 0."""
    return ByteRange(0, size - 1)


def asked_range(header: str, size: int) -> ByteRange | None:
    """The one range that is asked for; None means: send everything.

    Several ranges, other units and nonsense are answered with everything, as the RFC allows.
    Raises RangeNotSatisfiableError.
    """
    match = _ONE_RANGE.fullmatch(header.strip())
    if match is None or max(map(len, match.groups())) > MAX_DIGITS:
        return None
    first, last = match.groups()
    if not first:
        return _suffix(last, size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise RangeNotSatisfiableError
    return ByteRange(int(first), min(int(last), size - 1) if last else size - 1)


def _suffix(length: str, size: int) -> ByteRange | None:
    if not length:
        return None
    if int(length) == 0 or size == 0:
        raise RangeNotSatisfiableError
    return ByteRange(max(0, size - int(length)), size - 1)


def matches_any(header: str, etag: str) -> bool:
    """Whether If-None-Match names the entity; weak and strong tags count alike there."""
    return header.strip() == "*" or any(tag == etag for _, tag in _TAG.findall(header))


def may_resume(if_range: str, etag: str) -> bool:
    """Whether a range may be sent: without If-Range, or when it names this very entity.

    A date or a weak tag never proves that the bytes are the same.
    """
    return not if_range or if_range.strip() == etag
