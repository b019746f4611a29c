"""What the ending of a sandboxed program says: whether somebody outside ended it."""

import signal

from wenfang.press.errors import KilledError, OurFaultError

SHELL_OFFSET = 128
# The office says this when it is asked to end, by SIGTERM for example.
ASKED_TO_END = 255


def fault_outside(returncode: int) -> OurFaultError | None:
    """The fault that ended a program from outside; None where it ended by itself.

    bubblewrap reports its program's signal as 128 + number and its own death as a negative one.
    No limit of ours kills: to a program without memory, or with a broken file, happens a crash.
    What kills is the machine that runs out of memory, or a person.
    """
    if returncode in (SHELL_OFFSET + signal.SIGKILL, -signal.SIGKILL):
        return KilledError(f"a sandboxed program was killed: exit {returncode}")
    if returncode < 0 or returncode == ASKED_TO_END:
        return OurFaultError(f"a sandboxed program was told to end: exit {returncode}")
    return None
