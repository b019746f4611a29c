"""Putting a document on sale, or switching it to its newest ready revision."""

from django.conf import settings
from django.db import transaction

from wenfang.accounts.models import User
from wenfang.catalogue.errors import NeedsConfirmationError, NotReadyError
from wenfang.catalogue.models import Listing
from wenfang.catalogue.rules import needs_review, unconfirmed
from wenfang.catalogue.steps.lock_listing import lock_listing
from wenfang.catalogue.steps.propose_revision import propose_revision
from wenfang.catalogue.steps.put_on_sale import put_on_sale
from wenfang.catalogue.steps.refuse_unsafe import refuse_unsafe
from wenfang.documents.fidelity import doubts_about
from wenfang.documents.models import Document, Revision
from wenfang.documents.queries import newest_ready_revision
from wenfang.documents.steps.confirm_doubts import confirm_doubts


def publish_listing(
    *, document: Document, confirm: bool = False, publisher: User | None = None
) -> Listing:
    """Publish the newest ready revision; doing it again changes nothing.

    With review on, it waits for a moderator unless ``publisher``, the owner if not given, is one;
    an earlier revision stays on sale meanwhile.

    Raises NotReadyError, InfectedFileError, NotScannedError (only where a scanner is configured),
    and NeedsConfirmationError where the press doubts its preview, unless the author says with
    ``confirm``, or has said about this revision before, that it is right.
    """
    with transaction.atomic(durable=True):
        listing = lock_listing(document)
        revision = newest_ready_revision(document)
        if revision is None:
            raise NotReadyError
        waits = needs_review(
            review_is_on=settings.WENFANG_REVIEW,
            publisher_decides=(publisher or listing.document.owner).is_moderator,
        )
        if _is_done(listing, revision, waits):
            return listing
        refuse_unsafe(revision)
        _refuse_doubtful(revision, confirm)
        (propose_revision if waits else put_on_sale)(listing, revision)
    return listing


def _is_done(listing: Listing, revision: Revision, waits: bool) -> bool:
    if listing.state == Listing.State.PUBLISHED and listing.revision_id == revision.pk:
        return True
    return waits and listing.proposed_id == revision.pk


def _refuse_doubtful(revision: Revision, confirm: bool) -> None:
    doubts = unconfirmed(doubts_about(revision), revision.confirmed_doubts)
    if doubts and not confirm:
        raise NeedsConfirmationError(doubts)
    if doubts:
        confirm_doubts(revision)
