"""Whose fault a failed conversion is, and what its author can do next."""

from dataclasses import dataclass

from django.utils.translation import get_language

from wenfang.documents.errors import QuarantinedFileError
from wenfang.documents.models import Revision
from wenfang.documents.steps.fail_revision import QUARANTINED
from wenfang.press import REASONS, OurFaultError


@dataclass(frozen=True, slots=True)
class Fault:
    """``is_ours`` decides between "try again" and "replace the file"."""

    message: str
    is_ours: bool
    can_retry: bool


def fault_of(revision: Revision) -> Fault | None:
    """What to tell the author of a failed revision; None for one that did not fail."""
    if revision.state != Revision.State.FAILED:
        return None
    reason = REASONS.get(revision.error_code, OurFaultError)
    is_ours = reason is OurFaultError
    if is_ours and revision.error_detail == QUARANTINED:
        reason = QuarantinedFileError
    return Fault(
        message=reason().message(get_language() or "zh"),
        is_ours=is_ours,
        can_retry=reason is OurFaultError or revision.error_code == "timed_out",
    )
