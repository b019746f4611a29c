"""The one clock of a job: every step asks it how long it may still take."""

import time

from wenfang.press.errors import TimedOutError


class Deadline:
    """A moment on the monotonic clock after which nothing may go on."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left, more than zero; raises TimedOutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimedOutError
        return left
