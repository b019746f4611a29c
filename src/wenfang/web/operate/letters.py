"""The text of a mail with its links told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINK = re.compile(r"https?://[^\s<>\"\u3000-\u303f\uff00-\uffef]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of plain text, or one link."""

    text: str
    is_link: bool = False


def linked(body: str) -> Iterator[Part]:
    """All of ``body`` in order; a link may follow Chinese punctuation without a space."""
    end = 0
    for found in _LINK.finditer(body):
        yield Part(body[end : found.start()])
        yield Part(found.group(), is_link=True)
        end = found.end()
    yield Part(body[end:])
