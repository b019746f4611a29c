"""Showing in the process list what a forked process does."""

import ctypes
from pathlib import Path

# Fields of /proc/<pid>/stat after the name, counted from zero: where the command line lies.
_ARG_START, _ARG_END = 45, 46


def show_title(title: str) -> None:
    """Replace this process's command line by ``title``, cut to the room there is.

    The kernel shows the memory that held the arguments; where it does not say where that is,
    nothing happens.
    """
    words = Path("/proc/self/stat").read_text(errors="replace").rpartition(")")[2].split()
    start, end = int(words[_ARG_START]), int(words[_ARG_END])
    room = end - start
    if start and room > 1:
        text = title.encode()[: room - 1]
        ctypes.memmove(start, text.ljust(room, b"\0"), room)
