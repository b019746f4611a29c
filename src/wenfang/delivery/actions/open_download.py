"""Writing down that the bytes of an entitlement were asked for, and how far they got."""

from django.db import transaction

from wenfang.delivery.errors import EntitlementClosedError
from wenfang.delivery.models import Download, Entitlement
from wenfang.kernel.clock import now
from wenfang.queue.enqueue import enqueue


def open_download(*, entitlement: Entitlement, first: int, last: int) -> Download:
    """Note the start of a transfer; EntitlementClosedError if the right ended meanwhile."""
    with transaction.atomic(durable=True):
        rows = Entitlement.objects.select_for_update(of=("self",), no_key=True)
        if not rows.get(pk=entitlement.pk).is_open:
            raise EntitlementClosedError
        return Download.objects.create(entitlement=entitlement, first_byte=first, last_byte=last)


def finish_download(*, download: Download, sent: int) -> None:
    """Note how many bytes left us, whether or not that was all of them."""
    with transaction.atomic(durable=True):
        Download.objects.filter(pk=download.pk).update(bytes_sent=sent, finished_at=now())
        document_id = download.entitlement.revision.document_id
        enqueue("count_downloads", document_id=document_id)
