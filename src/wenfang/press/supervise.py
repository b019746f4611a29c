"""Running one external program: bounded output, a deadline, and nothing left behind."""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO

from wenfang.press.deadline import Deadline
from wenfang.press.errors import OurFaultError

CHUNK = 64 * 1024
STDERR_KEPT = 8 * 1024
GRACE_SECONDS = 5.0
LINE_BYTES = 8 * 1024 * 1024
TOTAL_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended; ``untrusted_stderr`` is its last few lines, for the log only."""

    returncode: int
    untrusted_stderr: str


@dataclass(slots=True)
class LineReader:
    """Cuts a stream into lines and refuses lines or streams beyond their bounds."""

    line_bytes: int = LINE_BYTES
    total_bytes: int = TOTAL_BYTES
    lines: deque[bytes] = field(default_factory=deque)
    _pending: bytearray = field(default_factory=bytearray)
    _seen: int = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes and queue every line that they complete."""
        self._seen += len(chunk)
        self._pending += chunk
        *lines, rest = self._pending.split(b"\n")
        self._pending = bytearray(rest)
        if self._seen > self.total_bytes or len(rest) > self.line_bytes:
            raise OurFaultError("a sandboxed program said more than it may")
        self.lines.extend(bytes(line) for line in lines)


def ignore_line(untrusted_line: bytes) -> None:
    """Let a line of output go unread."""


class Child:
    """A running program that is told lines and says lines; ``end`` it, whatever happens.

    It belongs to the thread that started it: a sandbox dies with that thread.
    """

    def __init__(self, argv: Sequence[str], *, pass_fds: Sequence[int] = ()) -> None:
        self._reader = LineReader()
        self._errors = bytearray()
        self._process = subprocess.Popen(
            argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=pass_fds,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
        )
        self._selector = selectors.DefaultSelector()
        for stream in (self._process.stdout, self._process.stderr):
            assert stream is not None  # noqa: S101 - Popen was asked for pipes
            self._selector.register(stream, selectors.EVENT_READ)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def say(self, line: bytes) -> None:
        """Write a line that fits into the pipe's buffer, so that writing cannot block."""
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - Popen was asked for a pipe
        with contextlib.suppress(BrokenPipeError):
            stdin.write(line)
            stdin.flush()

    def close_input(self) -> None:
        """Let the program read the end of its input."""
        stdin = self._process.stdin
        if stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                stdin.close()

    def listen(self, on_line: Callable[[bytes], bool | None], deadline: Deadline) -> bool:
        """Hand on lines until ``on_line`` answers True; False when the program said its last."""
        while True:
            while self._reader.lines:
                if on_line(self._reader.lines.popleft()):
                    return True
            if not self._selector.get_map():
                return False
            self._pump(deadline)

    def outcome(self, deadline: Deadline) -> Outcome:
        """How the program ended, after its output did; raises TimedOutError if it stays on."""
        try:
            returncode = self._process.wait(timeout=deadline.remaining())
        except subprocess.TimeoutExpired:
            deadline.remaining()
            raise
        return Outcome(returncode, self._errors.decode("utf-8", "replace"))

    def end(self) -> None:
        """Kill what still runs and wait until its last descendant has let go of the pipes."""
        self._selector.close()
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            _drain(self._process.stdout)
        self.close_input()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def _pump(self, deadline: Deadline) -> None:
        for key, _ in self._selector.select(deadline.remaining()):
            chunk = os.read(key.fd, CHUNK)
            if not chunk:
                self._selector.unregister(key.fileobj)
            elif key.fileobj is self._process.stdout:
                self._reader.feed(chunk)
            else:
                self._errors = (self._errors + chunk)[-STDERR_KEPT:]


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
