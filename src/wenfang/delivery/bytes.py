"""The bytes that were sold."""

import os
from typing import IO

from wenfang.delivery.errors import FileMissingError
from wenfang.documents.models import Revision
from wenfang.documents.queries import open_blob


def sold_bytes(revision: Revision) -> IO[bytes]:
    """The revision's file, open for reading; FileMissingError if it is gone or was cut."""
    try:
        file = open_blob(revision)
    except OSError:
        raise FileMissingError from None
    if file.seek(0, os.SEEK_END) != revision.blob.size:
        file.close()
        raise FileMissingError
    return file
