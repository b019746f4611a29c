"""Waking jobs for rows that nobody works on: each once in a while, not at every look."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from wenfang.documents.models import Blob, Revision
from wenfang.kernel.clock import now
from wenfang.queue.enqueue import enqueue
from wenfang.queue.leases import overdue

WAKE_AGAIN_AFTER = timedelta(seconds=60)
MOST_AT_ONCE = 100


def wake_revisions() -> int:
    """Wake the press for unfinished revisions and for free pages without pictures."""
    unfinished = Revision.objects.filter(
        state__in=(Revision.State.RECEIVED, Revision.State.PRESSING)
    )
    unrendered = Revision.objects.filter(
        state=Revision.State.READY, rendered_pages__lt=F("wanted_pages")
    )
    return _wake(unfinished, "press_revision") + _wake(unrendered, "render_free_pages")


def _wake(revisions: QuerySet[Revision], job: str) -> int:
    due = revisions.filter(overdue(), due_at__lte=now()).order_by("due_at")
    with transaction.atomic(durable=True):
        ids = list(due.values_list("pk", flat=True)[:MOST_AT_ONCE])
        Revision.objects.filter(pk__in=ids).update(due_at=now() + WAKE_AGAIN_AFTER)
        for revision_id in ids:
            enqueue(job, revision_id=revision_id)
    return len(ids)


def wake_scans() -> int:
    """Wake the scanner, where there is one, for blobs that are still unscanned."""
    if not settings.WENFANG_CLAMD:
        return 0
    due = Blob.objects.filter(scan=Blob.Scan.UNSCANNED, scan_due_at__lte=now())
    with transaction.atomic(durable=True):
        names = list(due.order_by("scan_due_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
        Blob.objects.filter(pk__in=names).update(scan_due_at=now() + WAKE_AGAIN_AFTER)
        for sha256 in names:
            enqueue("scan_blob", sha256=sha256)
    return len(names)
