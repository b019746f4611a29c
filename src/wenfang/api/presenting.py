"""How documents look in the API."""

from typing import Any

from django.urls import reverse

from wenfang.accounts.models import User
from wenfang.api.content import shown_content
from wenfang.catalogue.access import listing_of
from wenfang.catalogue.models import Listing
from wenfang.catalogue.standing import PUBLISHED, standing_of
from wenfang.delivery.queries import entitlement_for
from wenfang.documents.models import Document, Revision
from wenfang.documents.queries import (
    failure_of,
    free_page_count,
    newest_revision,
    preview_pages,
)
from wenfang.edge.errors import message_of
from wenfang.press import DESKTOP_WIDTH


def shown_listing(listing: Listing) -> dict[str, Any]:
    """A document on sale, as everybody sees it."""
    revision = listing.revision
    if revision is None:
        raise LookupError("what is on sale has a revision")
    return _shown(listing, revision) | {"state": listing.state}


def shown_document(document: Document, viewer: User | None) -> dict[str, Any]:
    """A document as ``viewer`` may see it; its owner also sees hash, progress and failure."""
    listing = listing_of(document)
    is_mine = viewer is not None and document.owner_id == viewer.pk
    if not is_mine:
        entitled = entitlement_for(viewer, listing.revision) is not None
        return shown_listing(listing) | shown_content(listing.revision, entitled=entitled)
    newest = newest_revision(document)
    state = standing_of(listing, newest)
    on_sale = listing.revision if state == PUBLISHED else None
    shape = _shown(listing, on_sale or newest) | shown_content(on_sale or newest, entitled=True)
    return shape | {
        "state": state,
        "sha256": (on_sale or newest).blob_id,
        "duplicate_of": document.duplicate_of_id,
        "progress": _progress(newest),
        "error": _failure(newest),
    }


def _shown(listing: Listing, revision: Revision) -> dict[str, Any]:
    document = listing.document
    return {
        "id": document.pk,
        "title": document.title,
        "pages": revision.pages if revision.state == Revision.State.READY else None,
        "size": revision.blob.size,
        "format": revision.format,
        "price": listing.price,
        "currency": listing.currency,
        "category": listing.category.slug if listing.category else None,
        "author": document.owner.handle,
        "published_at": listing.published_at,
        "introduction": document.introduction,
        "downloads": listing.downloads,
        "preview": _preview(revision),
    }


def _preview(revision: Revision) -> dict[str, Any]:
    pages = []
    for page in preview_pages(revision):
        width = max((width for width in page.images if width <= DESKTOP_WIDTH), default=0)
        if width:
            pages.append(
                {
                    "number": page.number,
                    "image": reverse("catalogue:preview-image", args=[page.images[width]]),
                    "width": page.sizes[width][0],
                    "height": page.sizes[width][1],
                }
            )
    return {"free_pages": free_page_count(revision), "pages": pages}


def _progress(revision: Revision) -> dict[str, Any] | None:
    if not revision.is_unfinished:
        return None
    return {"step": revision.step, "done": revision.step_done, "total": revision.step_total}


def _failure(revision: Revision) -> dict[str, str] | None:
    error = failure_of(revision)
    if error is None:
        return None
    return {"code": error.code, "message": message_of(error)}
