"""Waking the press for revisions that nobody works on: each once in a while, not at every look."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from wenfang.documents.models import Revision
from wenfang.kernel.clock import now
from wenfang.queue.enqueue import enqueue
from wenfang.queue.leases import overdue

WAKE_AGAIN_AFTER = timedelta(seconds=60)
MOST_AT_ONCE = 100


def wake_revisions() -> int:
    """Wake unfinished revisions, and ready ones that lack pictures of free pages; returns how many.

    Harmless at any time: a held row is left alone, and a job that finds nothing to do ends.
    """
    unfinished = Revision.objects.filter(state__in=Revision.UNFINISHED)
    unrendered = Revision.objects.filter(
        state=Revision.State.READY, rendered_pages__lt=F("wanted_pages")
    )
    with transaction.atomic(durable=True):
        return _wake(unfinished, "press_revision") + _wake(unrendered, "render_free_pages")


def _wake(revisions: QuerySet[Revision], job: str) -> int:
    due = revisions.filter(overdue(), due_at__lte=now()).order_by("due_at")
    ids = list(due.values_list("pk", flat=True)[:MOST_AT_ONCE])
    Revision.objects.filter(pk__in=ids).update(due_at=now() + WAKE_AGAIN_AFTER)
    for revision_id in ids:
        enqueue(job, revision_id=revision_id)
    return len(ids)
