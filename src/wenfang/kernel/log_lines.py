"""How a line of the log is written: without anything that opens a door."""

import logging
import re

from wenfang.kernel.ids import mask

# Ids of ours (a guest's order is opened by its id alone), what we signed, and bearer tokens.
# Django logs the path of every refused request, and download links are paths.
_ID = r"(?<![A-Za-z0-9_])[a-z2-7]{26}(?![A-Za-z0-9_])"
_SIGNED = r"[A-Za-z0-9_.-]+(?::[A-Za-z0-9_-]+)?:[A-Za-z0-9_-]{43}"
_BEARER = r"(?<=[Bb]earer )\S+"
_SECRET = re.compile(f"{_BEARER}|{_SIGNED}|{_ID}")


class MaskingFormatter(logging.Formatter):
    """Leaves four characters of every id and token, in messages and in tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRET.sub(lambda found: mask(found[0]), super().format(record))
