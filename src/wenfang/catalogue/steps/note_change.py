"""Noting that a listing changed, for the search index and for caches."""

from django.db.models import F

from wenfang.catalogue.models import Listing, SearchChange
from wenfang.queue.transactions import need_transaction


def note_change(listing: Listing) -> None:
    """Raise the listing's version and tell every host's index, in the caller's transaction."""
    need_transaction()
    Listing.objects.filter(pk=listing.pk).update(version=F("version") + 1)
    listing.refresh_from_db(fields=["version"])
    SearchChange.objects.create(document_id=listing.pk)
