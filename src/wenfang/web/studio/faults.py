"""Whose fault a failed conversion is, and what its author can do next."""

from dataclasses import dataclass

from wenfang.documents.errors import QuarantinedFileError
from wenfang.documents.models import Revision
from wenfang.documents.queries import failure_of
from wenfang.edge.errors import message_of
from wenfang.press.errors import REASONS, OurFaultError

WORTH_A_RETRY = {"our_fault", "press_killed", "timed_out"}


@dataclass(frozen=True, slots=True)
class Fault:
    """``is_ours`` says whose fault it is; ``can_retry`` whether the same file may do better."""

    message: str
    is_ours: bool
    can_retry: bool


def fault_of(revision: Revision) -> Fault | None:
    """What to tell the author of a failed revision; None for one that did not fail."""
    error = failure_of(revision)
    if error is None:
        return None
    set_aside = isinstance(error, QuarantinedFileError)
    return Fault(
        message=message_of(error),
        is_ours=isinstance(error, OurFaultError) or error.code not in REASONS,
        can_retry=not set_aside and error.code in WORTH_A_RETRY,
    )
