"""Pressing one hostile file: it ends in time with a clear verdict and leaves nothing behind."""

import resource
import tempfile
import time
from pathlib import Path

from wenfang.press import Limits, OurFaultError, PressError, press_document
from wenfang.press.folders import PREFIX

LIMITS = Limits(time_seconds=40)
SLACK_SECONDS = 10


def verdict(source: Path, out: Path, *, limits: Limits = LIMITS) -> str:
    """The code of the error that a file ends in, ``fine`` when it has pages.

    Fails when it takes too long or too much, when the fault is said to be ours, or when a
    process or a temporary file stays. Jobs must have a temporary folder of the test's own.
    """
    started, before = time.monotonic(), _largest_descendant()
    try:
        press_document(source, out, last=2, widths=(180,), limits=limits)
        code = "fine"
    except OurFaultError as error:
        raise AssertionError(f"{source.name}: our fault: {error.reason}") from error
    except PressError as error:
        code = error.code
    assert time.monotonic() - started < limits.time_seconds + SLACK_SECONDS
    # Whatever else this process has started, such as a fuzzer, was no larger if this is new.
    peak = _largest_descendant()
    assert peak == before or peak < limits.memory_bytes
    assert left_behind(Path(tempfile.gettempdir())) == []
    return code


def _largest_descendant() -> int:
    """The memory of the largest of all descendants that have ended so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def left_behind(temporary: Path) -> list[str]:
    """Folders of jobs in a temporary folder, and processes that work in one."""
    found = [str(path) for path in temporary.glob(f"{PREFIX}*")]
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if f"{temporary}/{PREFIX}" in line:
            found.append(line)
    return found
