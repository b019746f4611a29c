"""Recording a provisional preview, and handing the whole to who has time for it."""

from datetime import timedelta

from django.db import transaction

from wenfang.documents.actions.record_pages import LostLeaseError
from wenfang.documents.models import Page, Revision
from wenfang.documents.steps.forget_pages import forget_pages
from wenfang.documents.steps.keep_images import Stored, discard_images, keep_images, store_images
from wenfang.kernel.clock import now
from wenfang.press import FirstPages
from wenfang.queue.enqueue import enqueue

# The bulk lane wakes by itself; the sweep looks only at what it forgot.
SWEEP_AFTER = timedelta(seconds=60)


def record_first_pages(*, revision: Revision, first: FirstPages) -> None:
    """Keep the pictures of the first pages, give the lease back and wake the job for the whole.

    ``revision`` is what begin_pressing answered; LostLeaseError if that attempt was overtaken.
    """
    spare = stored = store_images(first.images, first.folder)
    try:
        with transaction.atomic(durable=True):
            spare = _record(revision, first, stored)
    finally:
        discard_images(spare)


def _record(revision: Revision, first: FirstPages, stored: Stored) -> Stored:
    held = (
        Revision.objects.select_for_update()
        .filter(pk=revision.pk, state=Revision.State.PRESSING, lease_owner=revision.lease_owner)
        .first()
    )
    if held is None:
        raise LostLeaseError(revision.pk)
    forget_pages(held)
    pages = len({image.page for image in first.images})
    Page.objects.bulk_create(
        Page(revision=held, number=number, width=size[0], height=size[1])
        for number, size in enumerate(first.page_sizes[:pages], 1)
    )
    spare = keep_images(held, stored, free=pages)
    held.provisional_pages = pages
    held.expected_pages = first.pages_expected
    held.timings = {"first_page": first.seconds}
    _give_back(held)
    enqueue("press_whole", revision_id=held.pk)
    return spare


def _give_back(revision: Revision) -> None:
    """The file has shown that it does not kill the press, so its attempts begin anew."""
    revision.state = Revision.State.RECEIVED
    revision.step = ""
    revision.step_done = revision.step_total = 0
    revision.attempts = 0
    revision.lease_until = None
    revision.lease_owner = ""
    revision.due_at = now() + SWEEP_AFTER
    revision.save()
