"""Running one external program: bounded output, a deadline, and nothing left behind."""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO

from wenfang.press.deadline import Deadline
from wenfang.press.errors import OurFaultError

CHUNK = 64 * 1024
STDERR_KEPT = 8 * 1024
GRACE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended; ``untrusted_stderr`` is its last few lines, for the log only."""

    returncode: int
    untrusted_stderr: str


@dataclass(slots=True)
class LineReader:
    """Cuts a stream into lines and refuses lines or streams beyond their bounds."""

    on_line: Callable[[bytes], None]
    line_bytes: int
    total_bytes: int
    _pending: bytearray = field(default_factory=bytearray)
    _seen: int = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes and hand on every line that they complete."""
        self._seen += len(chunk)
        self._pending += chunk
        *lines, rest = self._pending.split(b"\n")
        self._pending = bytearray(rest)
        if self._seen > self.total_bytes or len(rest) > self.line_bytes:
            raise OurFaultError("a sandboxed program said more than it may")
        for line in lines:
            self.on_line(bytes(line))


def ignore_line(untrusted_line: bytes) -> None:
    """Let a line of output go unread."""


def run(
    argv: Sequence[str],
    *,
    deadline: Deadline,
    stdin: bytes = b"",
    on_line: Callable[[bytes], None] = ignore_line,
    line_bytes: int = 4 * 1024 * 1024,
    total_bytes: int = 256 * 1024 * 1024,
    pass_fds: Sequence[int] = (),
) -> Outcome:
    """Run ``argv`` to its end; kill its whole group when the deadline passes or on any error.

    ``pass_fds`` are open files that the program finds under the same numbers.
    """
    reader = LineReader(on_line, line_bytes, total_bytes)
    process = subprocess.Popen(
        argv,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
        pass_fds=pass_fds,
    )
    try:
        _send(process, stdin)
        untrusted_stderr = _pump(process, reader, deadline)
        returncode = process.wait(timeout=deadline.remaining())
    except subprocess.TimeoutExpired:
        deadline.remaining()
        raise
    finally:
        _end(process)
    return Outcome(returncode, untrusted_stderr)


def _send(process: subprocess.Popen[bytes], request: bytes) -> None:
    """Write a request that fits into the pipe's buffer, so that writing cannot block."""
    assert process.stdin is not None  # noqa: S101 - Popen was asked for a pipe
    with contextlib.suppress(BrokenPipeError), process.stdin:
        process.stdin.write(request)


def _pump(process: subprocess.Popen[bytes], reader: LineReader, deadline: Deadline) -> str:
    errors = bytearray()
    with selectors.DefaultSelector() as selector:
        for stream in (process.stdout, process.stderr):
            assert stream is not None  # noqa: S101 - Popen was asked for pipes
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select(deadline.remaining()):
                chunk = os.read(key.fd, CHUNK)
                if not chunk:
                    selector.unregister(key.fileobj)
                elif key.fileobj is process.stdout:
                    reader.feed(chunk)
                else:
                    errors = (errors + chunk)[-STDERR_KEPT:]
    return errors.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what still runs and wait until its last descendant has let go of the pipes."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        _drain(process.stdout)
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def _drain(stream: IO[bytes] | None) -> None:
    """Read to the end of the stream, which comes when every holder of it is dead."""
    if stream is None or stream.closed:
        return
    os.set_blocking(stream.fileno(), False)
    end = time.monotonic() + GRACE_SECONDS
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while (left := end - time.monotonic()) > 0:
            if selector.select(left) and not os.read(stream.fileno(), CHUNK):
                return
