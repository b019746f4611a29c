"""Putting a document on sale, or switching it to its newest ready revision."""

from django.conf import settings
from django.db import transaction

from wenfang.catalogue.errors import (
    InfectedFileError,
    NeedsConfirmationError,
    NotReadyError,
    NotScannedError,
)
from wenfang.catalogue.models import Listing
from wenfang.catalogue.rules import needs_confirmation
from wenfang.catalogue.steps.lock_listing import lock_listing
from wenfang.catalogue.steps.note_change import note_change
from wenfang.documents.models import Blob, Document, Revision
from wenfang.documents.queries import newest_ready_revision
from wenfang.documents.rules import can_sell
from wenfang.documents.steps.propose_introduction import propose_introduction
from wenfang.kernel.clock import now


def publish_listing(*, document: Document, confirm: bool = False) -> Listing:
    """Publish the newest ready revision; doing it again changes nothing.

    Raises NotReadyError, InfectedFileError, NotScannedError (only where a scanner is configured),
    and NeedsConfirmationError unless ``confirm``, where much seems to be missing in the preview.
    """
    with transaction.atomic(durable=True):
        listing = lock_listing(document)
        revision = newest_ready_revision(document)
        if revision is None:
            raise NotReadyError
        if listing.state == Listing.State.PUBLISHED and listing.revision_id == revision.pk:
            return listing
        _refuse_unsafe(revision)
        _refuse_doubtful(revision, confirm)
        _put_on_sale(listing, revision)
        note_change(listing)
    return listing


def _refuse_unsafe(revision: Revision) -> None:
    scan = revision.blob.scan
    if can_sell(is_ready=True, scan=scan, scan_required=bool(settings.WENFANG_CLAMD)):
        return
    raise InfectedFileError if scan == Blob.Scan.INFECTED else NotScannedError


def _refuse_doubtful(revision: Revision, confirm: bool) -> None:
    recorded = revision.recorded_pages
    doubtful = needs_confirmation(format=revision.format, pages=revision.pages, recorded=recorded)
    if doubtful and not confirm:
        raise NeedsConfirmationError(pages=revision.pages, recorded=recorded)


def _put_on_sale(listing: Listing, revision: Revision) -> None:
    if listing.document.introduction_revision_id != revision.pk:
        propose_introduction(listing.document, revision=revision)
    listing.revision = revision
    listing.state = Listing.State.PUBLISHED
    listing.published_at = listing.published_at or now()
    listing.withdrawn_reason = ""
    listing.save(update_fields=["revision", "state", "published_at", "withdrawn_reason"])
