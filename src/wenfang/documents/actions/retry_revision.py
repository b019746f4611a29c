"""Trying a failed revision again because a person asked."""

from django.db import transaction

from wenfang.documents.actions.receive_upload import SWEEP_AFTER
from wenfang.documents.errors import NothingToRetryError, RetryQuarantinedError
from wenfang.documents.models import Revision
from wenfang.documents.rules import is_hopeless
from wenfang.kernel.clock import now
from wenfang.queue.enqueue import enqueue


def retry_revision(*, revision: Revision, pardon: bool = False) -> Revision:
    """Queue a failed revision again; doing it twice is once.

    Raises NothingToRetryError, and RetryQuarantinedError unless an operator gives ``pardon``.
    """
    with transaction.atomic(durable=True):
        rows = Revision.objects.select_for_update(of=("self",)).select_related("blob")
        failed = rows.get(pk=revision.pk)
        if failed.is_unfinished:
            return failed
        if failed.state != Revision.State.FAILED:
            raise NothingToRetryError
        _pardon(failed, pardon)
        failed.state = Revision.State.RECEIVED
        failed.error_code = failed.error_detail = ""
        failed.attempts = 0
        failed.due_at = now() + SWEEP_AFTER
        failed.save()
        enqueue("press_revision", revision_id=failed.pk)
    return failed


def _pardon(revision: Revision, pardon: bool) -> None:
    if not is_hopeless(crashes=revision.blob.press_crashes, attempts=0):
        return
    if not pardon:
        raise RetryQuarantinedError
    revision.blob.press_crashes = 0
    revision.blob.save(update_fields=["press_crashes"])
