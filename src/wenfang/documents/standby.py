"""The sandboxes that a worker of the press keeps started before the next document arrives."""

import atexit
import functools
import logging

from django.conf import settings

from wenfang.press import Limits, PressError, Rooms, Standby

log = logging.getLogger(__name__)


def press_limits() -> Limits:
    """What one document may cost on this site."""
    return Limits(
        time_seconds=settings.WENFANG_PRESS_SECONDS, input_bytes=settings.WENFANG_MAX_UPLOAD
    )


@functools.cache
def _kept() -> list[Standby]:
    """None, or the one of this process."""
    return []


def keep_standby() -> None:
    """Start sandboxes now and after each job; to be called from the thread that presses.

    A machine that cannot isolate anything goes on without: each document is told why.
    """
    standby = Standby(
        limits=press_limits(), cache=settings.WENFANG_PRESS_CACHE, fonts=settings.WENFANG_FONTS
    )
    atexit.register(standby.close)
    _kept().append(standby)
    refill()


def rooms() -> Rooms:
    """Where this process takes its sandboxes from."""
    for standby in _kept():
        return standby
    return Rooms(
        limits=press_limits(), cache=settings.WENFANG_PRESS_CACHE, fonts=settings.WENFANG_FONTS
    )


def refill() -> None:
    """Start what the last job used up; where that fails, the next job does it or says why not."""
    for standby in _kept():
        try:
            standby.refill()
        except (OSError, PressError) as error:
            log.warning("no sandbox is kept ready: %r %s", error, getattr(error, "reason", ""))
