"""Putting a revision on sale, for everybody from the commit on."""

from wenfang.catalogue.models import Listing
from wenfang.catalogue.steps.note_change import note_change
from wenfang.documents.models import Revision
from wenfang.documents.steps.propose_introduction import propose_introduction
from wenfang.kernel.clock import now
from wenfang.queue.transactions import need_transaction


def put_on_sale(listing: Listing, revision: Revision) -> None:
    """Publish in the caller's transaction, which holds the listing's lock; the index learns of it.

    What waited for a moderator waits no more, whichever revision it was.
    """
    need_transaction()
    if listing.document.introduction_revision_id != revision.pk:
        propose_introduction(listing.document, revision=revision)
    listing.revision = revision
    listing.state = Listing.State.PUBLISHED
    listing.published_at = listing.published_at or now()
    listing.proposed = listing.proposed_at = None
    listing.withdrawn_reason = listing.returned_reason = ""
    listing.save(
        update_fields=[
            "revision",
            "state",
            "published_at",
            "proposed",
            "proposed_at",
            "withdrawn_reason",
            "returned_reason",
        ]
    )
    note_change(listing)
