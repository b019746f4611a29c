"""What a report has to contain; pure decisions."""

from wenfang.kernel.errors import InvalidInputError
from wenfang.trust.errors import (
    ReportAddressMissingError,
    ReportTextMissingError,
    ReportTooLongError,
    UnknownReportKindError,
)

KINDS = ("mismatch", "copyright", "illegal", "privacy", "quality", "other")
LONGEST_TEXT = 4000


def problem_with_report(*, kind: str, text: str, email: str) -> InvalidInputError | None:
    """The first reason why the report cannot be taken, or None.

    A copyright report without an address could never be answered, so it must carry one.
    """
    if kind not in KINDS:
        return UnknownReportKindError(fields={"kind": "unknown"})
    if not text.strip():
        return ReportTextMissingError(fields={"text": "missing"})
    if len(text) > LONGEST_TEXT:
        return ReportTooLongError(fields={"text": "too long"}, limit=LONGEST_TEXT)
    if kind == "copyright" and not email:
        return ReportAddressMissingError(fields={"email": "missing"})
    return None
