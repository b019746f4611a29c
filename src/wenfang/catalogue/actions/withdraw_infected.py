"""Taking a document off sale because its revision on sale turned out to be infected."""

from wenfang.catalogue.access import listing_of
from wenfang.catalogue.actions.withdraw_listing import withdraw_listing
from wenfang.catalogue.models import Listing
from wenfang.documents.models import Blob, Document

REASON = "infected"


def withdraw_infected(*, document: Document) -> None:
    """Withdraw the document if what it sells is infected; a clean revision on sale stays."""
    listing = listing_of(document)
    revision = listing.revision
    if listing.state != Listing.State.PUBLISHED or revision is None:
        return
    if revision.blob.scan == Blob.Scan.INFECTED:
        withdraw_listing(document=document, reason=REASON)
