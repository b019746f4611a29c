"""Taking a document off sale, or back from review."""

from django.db import transaction

from wenfang.catalogue.errors import NotOnSaleError
from wenfang.catalogue.models import Listing
from wenfang.catalogue.steps.end_review import end_review
from wenfang.catalogue.steps.lock_listing import lock_listing
from wenfang.catalogue.steps.note_change import note_change
from wenfang.documents.models import Document


def withdraw_listing(*, document: Document, reason: str = "") -> Listing:
    """Close the document's page and previews; buyers keep what they bought.

    What waits for review waits no more; if nothing was on sale, it is a draft again.
    Doing it again changes nothing. Raises NotOnSaleError for what was never published.
    """
    with transaction.atomic(durable=True):
        listing = lock_listing(document)
        if listing.state == Listing.State.WITHDRAWN:
            return listing
        if listing.state == Listing.State.REVIEW:
            end_review(listing)
            return listing
        if listing.state != Listing.State.PUBLISHED:
            raise NotOnSaleError
        listing.state = Listing.State.WITHDRAWN
        listing.withdrawn_reason = " ".join(reason.split())[:200]
        listing.proposed = listing.proposed_at = None
        listing.save(update_fields=["state", "withdrawn_reason", "proposed", "proposed_at"])
        note_change(listing)
    return listing
