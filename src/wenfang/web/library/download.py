"""Handing out the bytes of an entitlement: whole, in part, or from where it broke off."""

import base64
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from wenfang.delivery.access import entitlement_behind
from wenfang.delivery.actions.open_download import finish_download, open_download
from wenfang.delivery.bytes import sold_bytes
from wenfang.delivery.models import Download, Entitlement
from wenfang.delivery.rules import download_name, leaving_headers
from wenfang.edge.asking import address_of
from wenfang.edge.byte_ranges import (
    ByteRange,
    RangeNotSatisfiableError,
    asked_range,
    matches_any,
    may_resume,
    whole,
)
from wenfang.edge.crowding import PAUSE_SECONDS, Crowd
from wenfang.kernel.errors import TooManyRequestsError

CHUNK = 128 * 1024
READERS = Crowd()


@require_safe
def download(request: HttpRequest, token: str) -> HttpResponseBase:
    """The sold bytes; the right is checked at every request, also for one part of them."""
    entitlement = entitlement_behind(token)
    blob = entitlement.revision.blob
    etag = f'"{blob.sha256}"'
    if matches_any(request.headers.get("If-None-Match", ""), etag):
        return _described(HttpResponse(status=304), entitlement, etag)
    if request.method == "HEAD":
        return _described(_sized(HttpResponse(), whole(blob.size)), entitlement, etag)
    try:
        part = _asked_part(request, etag, blob.size)
    except RangeNotSatisfiableError:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{blob.size}"})
        return _described(refused, entitlement, etag)
    return _described(_streamed(entitlement, part, address_of(request)), entitlement, etag)


def _asked_part(request: HttpRequest, etag: str, size: int) -> ByteRange | None:
    header = request.headers.get("Range", "")
    if not header or not may_resume(request.headers.get("If-Range", ""), etag):
        return None
    return asked_range(header, size)


def _streamed(entitlement: Entitlement, part: ByteRange | None, address: str) -> HttpResponseBase:
    """Raises TooManyRequestsError when this address reads too many downloads at once."""
    size = entitlement.revision.blob.size
    span = part or whole(size)
    file = sold_bytes(entitlement.revision)
    if not READERS.enter(address):
        file.close()
        raise TooManyRequestsError(seconds=PAUSE_SECONDS)
    try:
        note = open_download(entitlement=entitlement, first=span.first, last=max(span.last, 0))
        transfer = Transfer(file, span, note, address)
    except BaseException:
        READERS.leave(address)
        raise
    response = StreamingHttpResponse(transfer, status=206 if part else 200)
    if part:
        response["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    return _sized(response, span)


def _sized(response: HttpResponseBase, span: ByteRange) -> HttpResponseBase:
    response["Content-Length"] = str(span.length)
    return response


def _described(response: HttpResponseBase, entitlement: Entitlement, etag: str) -> HttpResponseBase:
    """The headers of every answer: what the bytes are, and that no browser may run them."""
    revision = entitlement.revision
    name = download_name(revision.document.title, revision.format, revision.file_name)
    digest = base64.b64encode(bytes.fromhex(revision.blob.sha256)).decode()
    described = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Repr-Digest": f"sha-256=:{digest}:",
        **leaving_headers(name),
    }
    for header, value in described.items():
        response[header] = value
    return response


class Transfer:
    """Reads a span in small pieces and notes at the end how much of it was handed over.

    The server calls ``close`` also when the client breaks off; memory use does not depend on size.
    """

    def __init__(self, file: IO[bytes], span: ByteRange, note: Download, address: str) -> None:
        self._file = file
        self._left = span.length
        self._note = note
        self._address = address
        self._sent = 0
        self._is_over = False
        file.seek(span.first)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = self._file.read(min(CHUNK, self._left)) if self._left else b""
        if not piece:
            raise StopIteration
        self._left -= len(piece)
        self._sent += len(piece)
        return piece

    def close(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        READERS.leave(self._address)
        self._file.close()
        finish_download(download=self._note, sent=self._sent)
