"""Locking a document's listing, which is made when there is none yet."""

from wenfang.catalogue.models import Listing
from wenfang.documents.models import Document
from wenfang.queue.transactions import need_transaction


def lock_listing(document: Document) -> Listing:
    """The listing with fresh rows of document and revision; whoever else writes them waits."""
    need_transaction()
    locked = Document.objects.select_for_update().get(pk=document.pk)
    listing, _ = Listing.objects.select_related("revision", "category").get_or_create(
        document=locked
    )
    listing.document = locked
    return listing
