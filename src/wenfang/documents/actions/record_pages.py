"""Recording what the press made of a revision, which makes it ready."""

from pathlib import Path

from django.core.files.storage import storages
from django.db import transaction

from wenfang.documents.fidelity import as_stored
from wenfang.documents.models import Blob, Document, Page, Revision
from wenfang.documents.rules import MAX_TITLE, clean_line, free_page_count, title_of_file
from wenfang.documents.steps.forget_pages import forget_pages
from wenfang.documents.steps.keep_images import Stored, discard_images, keep_images, store_images
from wenfang.documents.steps.keep_layers import keep_layers
from wenfang.documents.steps.keep_outline import keep_outline
from wenfang.documents.steps.propose_introduction import propose_introduction
from wenfang.documents.storage import put
from wenfang.kernel.clock import now
from wenfang.press import PressResult
from wenfang.queue.enqueue import enqueue

# A ready revision is pressed again when the operator has other fonts; nobody notices until it is.
PRESSED_FROM = (Revision.State.PRESSING, Revision.State.READY)


class LostLeaseError(Exception):
    """Somebody else holds the revision now; this attempt's results are thrown away."""


def record_pages(*, revision: Revision, result: PressResult, folder: Path) -> Revision:
    """Keep PDF, outline and texts of all pages, pictures and layers of the free ones; it is ready.

    ``revision`` is what begin_pressing answered; LostLeaseError if that attempt was overtaken.
    """
    free = free_page_count(revision.document.free_pages, result.pages)
    stored = store_images([image for image in result.images if image.page <= free], folder)
    spare = stored
    try:
        put(storages["pressed"], revision.pdf_name, result.pdf)
        with transaction.atomic(durable=True):
            ready, unneeded = _record(revision, result, stored)
        spare = unneeded
    finally:
        discard_images(spare)
    return ready


def _record(revision: Revision, result: PressResult, stored: Stored) -> tuple[Revision, Stored]:
    document = Document.objects.select_for_update().get(pk=revision.document_id)
    held = Revision.objects.select_for_update().filter(
        pk=revision.pk, state__in=PRESSED_FROM, lease_owner=revision.lease_owner
    )
    ready = held.first()
    if ready is None:
        raise LostLeaseError(revision.pk)
    ready.document = document
    # A page that was shown before the whole was begun is the first one that anybody saw.
    shown_before = ready.timings if ready.provisional_pages else {}
    _write_pages(ready, result)
    free = free_page_count(document.free_pages, result.pages)
    spare = keep_images(ready, stored, free=free)
    keep_layers(ready, result.runs, free=free)
    rendered = {image.page for image, _ in stored if image.page <= free}
    ready.wanted_pages = free
    ready.rendered_pages = _leading(rendered)
    ready.fonts_edition = revision.fonts_edition
    _finish(ready, result, shown_before)
    keep_outline(ready, result.outline)
    _describe(document, ready)
    Blob.objects.filter(pk=ready.blob_id).update(press_crashes=0)
    if ready.rendered_pages < free:
        enqueue("render_free_pages", revision_id=ready.pk)
    return ready, spare


def _write_pages(revision: Revision, result: PressResult) -> None:
    forget_pages(revision)
    texts = [*result.text, *[""] * (result.pages - len(result.text))]
    Page.objects.bulk_create(
        (
            Page(revision=revision, number=number, width=size[0], height=size[1], text=text)
            for number, (size, text) in enumerate(zip(result.page_sizes, texts, strict=False), 1)
        ),
        batch_size=200,
    )


def _leading(numbers: set[int]) -> int:
    """How many pages from the first on are in ``numbers`` without a gap."""
    count = 0
    while count + 1 in numbers:
        count += 1
    return count


def _finish(revision: Revision, result: PressResult, shown_before: dict[str, float]) -> None:
    revision.state = Revision.State.READY
    revision.format = result.format
    revision.pages = result.pages
    revision.recorded_pages = result.recorded_pages
    revision.proposed_title = clean_line(result.title, MAX_TITLE)
    revision.warnings = list(result.warnings)
    revision.fonts = [use._asdict() for use in result.fonts[:200]]
    revision.timings = {**result.timings, **shown_before}
    revision.fidelity = as_stored(result.fidelity)
    revision.error_code = revision.error_detail = ""
    revision.ready_at = revision.due_at = now()
    revision.attempts = 0
    revision.lease_until = None
    revision.lease_owner = ""
    revision.save()


def _describe(document: Document, revision: Revision) -> None:
    """Propose title and introduction, unless an earlier revision or the author has done so."""
    if not document.title:
        document.title = revision.proposed_title or title_of_file(revision.file_name)
        document.save(update_fields=["title", "updated_at"])
    if document.introduction_revision is None:
        propose_introduction(document, revision=revision)
