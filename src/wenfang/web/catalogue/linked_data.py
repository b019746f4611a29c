"""A document for machines: schema.org data, made only of what the page shows to everybody."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from wenfang.catalogue.models import Listing
from wenfang.documents.queries import PreviewPage
from wenfang.kernel.money import MINOR_DIGITS
from wenfang.press import PHONE_WIDTH


def linked_data(listing: Listing, pages: Sequence[PreviewPage]) -> dict[str, Any]:
    """The page as one schema.org object with its offer."""
    document = listing.document
    address = _absolute("catalogue:document-show", listing.document_id)
    author = _absolute("catalogue:author-show", document.owner.handle)
    published = listing.published_at.isoformat() if listing.published_at else None
    data = {
        "@context": "https://schema.org",
        "@type": ["Product", "DigitalDocument"],
        "@id": address,
        "url": address,
        "name": document.title,
        "description": document.introduction or None,
        "image": picture_of(pages) or None,
        "datePublished": published,
        "encodingFormat": listing.revision.format if listing.revision else None,
        "isAccessibleForFree": listing.money.is_free,
        "author": {"@type": "Person", "name": document.owner.handle, "url": author},
        "offers": _offer(listing, address),
    }
    return {name: value for name, value in data.items() if value is not None}


def picture_of(pages: Sequence[PreviewPage]) -> str:
    """The absolute address of the first page's picture; empty where no page is free."""
    key = pages[0].images.get(PHONE_WIDTH) if pages else None
    return _absolute("catalogue:preview-image", key) if key else ""


def _offer(listing: Listing, address: str) -> dict[str, Any]:
    digits = MINOR_DIGITS[listing.currency]
    return {
        "@type": "Offer",
        "url": address,
        "price": f"{listing.price / 10**digits:.{digits}f}",
        "priceCurrency": listing.currency,
        "availability": "https://schema.org/InStock",
    }


def _absolute(name: str, argument: str) -> str:
    return settings.WENFANG_URL + reverse(name, args=[argument])
