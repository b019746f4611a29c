"""Waking the scanner for blobs that are still unscanned: each once in a while."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from wenfang.documents.models import Blob
from wenfang.kernel.clock import now
from wenfang.queue.enqueue import enqueue

WAKE_AGAIN_AFTER = timedelta(seconds=60)
MOST_AT_ONCE = 100


def wake_scans() -> int:
    """Wake what is due, where there is a scanner; returns how many."""
    if not settings.WENFANG_CLAMD:
        return 0
    due = Blob.objects.filter(scan=Blob.Scan.UNSCANNED, scan_due_at__lte=now())
    with transaction.atomic(durable=True):
        names = list(due.order_by("scan_due_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
        Blob.objects.filter(pk__in=names).update(scan_due_at=now() + WAKE_AGAIN_AFTER)
        for sha256 in names:
            enqueue("scan_blob", sha256=sha256)
    return len(names)
