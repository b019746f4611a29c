"""A clamd that speaks INSTREAM over a real socket and knows one signature."""

import socketserver
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

VIRUS = b"WENFANG-HARMLESS-TEST-SIGNATURE"


class _Answer(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, FakeClamd)
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
            if len(content) > server.limit:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        server.scanned.append(len(content))
        found = b"stream: Wenfang.Test FOUND\0" if VIRUS in content else b"stream: OK\0"
        self.wfile.write(found)


class FakeClamd(socketserver.ThreadingUnixStreamServer):
    """Serves for as long as the block runs; ``scanned`` are the sizes of what it was sent."""

    daemon_threads = True

    def __init__(self, path: Path, *, limit: int = 1_000_000) -> None:
        super().__init__(str(path), _Answer)
        self.limit = limit
        self.scanned: list[int] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shutdown()
        self.server_close()
