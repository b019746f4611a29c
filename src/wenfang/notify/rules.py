"""When an unsent mail is tried again, and when we stop trying."""

from datetime import timedelta

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=2)
MOST_ATTEMPTS = 12
# How soon waiting mail notices that the operator has named a mail server.
PAUSE_WITHOUT_SERVER = timedelta(minutes=1)


def pause_after(attempts: int) -> timedelta:
    """Doubling pauses; twelve attempts reach over most of a day."""
    return min(FIRST_PAUSE * (1 << max(0, attempts - 1)), LONGEST_PAUSE)


def is_hopeless(attempts: int) -> bool:
    return attempts >= MOST_ATTEMPTS
