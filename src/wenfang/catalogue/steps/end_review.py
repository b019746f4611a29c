"""Taking a revision out of review without publishing it."""

from wenfang.catalogue.models import Listing
from wenfang.catalogue.steps.note_change import note_change
from wenfang.queue.transactions import need_transaction


def end_review(listing: Listing, *, reason: str = "") -> None:
    """Back to a draft, in the caller's transaction; a revision that is on sale stays on sale."""
    need_transaction()
    listing.proposed = listing.proposed_at = None
    listing.returned_reason = reason
    if listing.state == Listing.State.REVIEW:
        listing.state = Listing.State.DRAFT
    listing.save(update_fields=["proposed", "proposed_at", "returned_reason", "state"])
    note_change(listing)
