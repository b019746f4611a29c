"""What a report or a decision has to contain; pure decisions."""

from wenfang.kernel.errors import InvalidInputError
from wenfang.trust.errors import (
    ReportAddressMissingError,
    ReportTextMissingError,
    ReportTooLongError,
    ReturnReasonMissingError,
    ReturnReasonTooLongError,
    UnknownReportKindError,
)

KINDS = ("mismatch", "copyright", "illegal", "privacy", "quality", "other")
LONGEST_TEXT = 4000
LONGEST_REASON = 1000


def problem_with_report(*, kind: str, text: str, email: str) -> InvalidInputError | None:
    """The first reason why the report cannot be taken, or None.

    A copyright report without an address could never be answered, so it must carry one.
    """
    if kind not in KINDS:
        return UnknownReportKindError()
    if not text.strip():
        return ReportTextMissingError()
    if len(text) > LONGEST_TEXT:
        return ReportTooLongError(limit=LONGEST_TEXT)
    if kind == "copyright" and not email:
        return ReportAddressMissingError()
    return None


def problem_with_return(reason: str) -> InvalidInputError | None:
    """Why an author could do nothing with this reason, or None."""
    if not reason.strip():
        return ReturnReasonMissingError()
    if len(reason) > LONGEST_REASON:
        return ReturnReasonTooLongError(limit=LONGEST_REASON)
    return None
