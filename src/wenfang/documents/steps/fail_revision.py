"""Marking a revision as failed, with the reason."""

from wenfang.documents.models import Revision
from wenfang.documents.steps.forget_pages import forget_pages
from wenfang.kernel.errors import WenfangError
from wenfang.queue.transactions import need_transaction


def fail_revision(revision: Revision, error: WenfangError) -> None:
    """Write the failure in the caller's transaction; ``error_detail`` is for operators only."""
    need_transaction()
    revision.state = Revision.State.FAILED
    revision.error_code = error.code
    revision.error_detail = str(getattr(error, "reason", ""))[:2000]
    forget_pages(revision)
    revision.lease_until = None
    revision.lease_owner = ""
    revision.save()
