"""Asking clamd about a blob, over its INSTREAM protocol."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from wenfang.documents.errors import ScannerUnavailableError

CHUNK = 256 * 1024
SILENCE_SECONDS = 60.0
LONGEST_REPLY = 4096


class Verdict(NamedTuple):
    """``signature`` names what was found; it is empty when the file is clean."""

    is_clean: bool
    signature: str = ""


def scan(file: IO[bytes], *, address: str) -> Verdict:
    """Stream a file to the clamd at ``address``, a socket path or ``host:port``.

    Raises ScannerUnavailableError for everything that is not a verdict, such as a refusal of the
    file's size: what was not scanned is never called clean.
    """
    try:
        with _connected(address) as link:
            link.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                link.sendall(len(chunk).to_bytes(4, "big") + chunk)
            link.sendall(bytes(4))
            reply = _reply(link)
    except OSError as error:
        raise ScannerUnavailableError from error
    return _verdict(reply)


@contextmanager
def _connected(address: str) -> Iterator[socket.socket]:
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX)
        target: str | tuple[str, int] = address
    else:
        host, _, port = address.rpartition(":")
        target = (host.strip("[]") or "127.0.0.1", int(port))
        link = socket.socket(socket.AF_INET6 if ":" in target[0] else socket.AF_INET)
    with link:
        link.settimeout(SILENCE_SECONDS)
        link.connect(target)
        yield link


def _reply(link: socket.socket) -> str:
    """What clamd says up to the zero byte that ends it."""
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_REPLY:
        heard = link.recv(LONGEST_REPLY)
        if not heard:
            break
        said += heard
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(reply: str) -> Verdict:
    subject, _, words = reply.partition(": ")
    if subject != "stream":
        raise ScannerUnavailableError
    if words == "OK":
        return Verdict(is_clean=True)
    if words.endswith(" FOUND"):
        return Verdict(is_clean=False, signature=words.removesuffix(" FOUND")[:200])
    raise ScannerUnavailableError
