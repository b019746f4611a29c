"""The one way to fetch a listing or a document's public side for a person."""

from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.catalogue.queries import listings_in_review, published_listings
from wenfang.documents.models import Document, Revision
from wenfang.kernel.errors import NotFoundError


def public_listing(document_id: str) -> Listing:
    """What everybody may see; NotFoundError unless it is published."""
    found = published_listings().filter(pk=document_id).first()
    if found is None:
        raise NotFoundError
    return found


def listing_of(document: Document) -> Listing:
    """The listing of a document that was fetched for its owner; an unsaved draft if none."""
    related = Listing.objects.select_related("revision__blob", "category__parent")
    found = related.filter(pk=document.pk).first() or Listing(document=document)
    found.document = document
    return found


def document_for(viewer: User | None, document_id: str) -> Document:
    """A document that the viewer owns or that is published; NotFoundError otherwise."""
    found = Document.objects.select_related("owner").filter(pk=document_id).first()
    if found is None:
        raise NotFoundError
    is_mine = viewer is not None and found.owner_id == viewer.pk
    if not is_mine and not published_listings().filter(pk=document_id).exists():
        raise NotFoundError
    return found


def is_on_sale(revision: Revision) -> bool:
    """Whether this very revision is what everybody sees and buys."""
    return published_listings().filter(revision=revision).exists()


def can_see_preview(viewer: User | None, revision: Revision) -> bool:
    """Pictures of free pages: everybody's once published, the owner's before and after.

    Moderators see those of a revision that waits for their decision.
    """
    if is_on_sale(revision):
        return True
    if viewer is None:
        return False
    if revision.document.owner_id == viewer.pk:
        return True
    return viewer.is_moderator and listings_in_review().filter(proposed=revision).exists()
