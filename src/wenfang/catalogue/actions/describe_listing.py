"""Changing what a document's page says: its words, free pages, price and category."""

from django.db import transaction

from wenfang.catalogue.errors import PriceOutOfRangeError
from wenfang.catalogue.models import Listing
from wenfang.catalogue.queries import category_named
from wenfang.catalogue.rules import HIGHEST_PRICE, can_price
from wenfang.catalogue.steps.lock_listing import lock_listing
from wenfang.catalogue.steps.note_change import note_change
from wenfang.documents.models import Document
from wenfang.documents.steps.edit_document import edit_document
from wenfang.kernel.money import Money


def checked_price(price: int) -> int:
    """A price in minor units; raises PriceOutOfRangeError."""
    if not can_price(price):
        highest = Money(HIGHEST_PRICE).decimal()
        raise PriceOutOfRangeError(highest=highest)
    return price


def describe_listing(
    *,
    document: Document,
    price: int | None = None,
    category: str | None = None,
    title: str | None = None,
    introduction: str | None = None,
    free_pages: int | None = None,
    releases_outline: bool | None = None,
) -> Listing:
    """Change what is given; the index learns of it in the same transaction.

    ``category`` is a slug, empty for none. An empty introduction asks for the proposed one again,
    an empty title changes nothing. Fewer free pages take effect at once, also in the search.
    Raises InvalidInputError subclasses.
    """
    with transaction.atomic(durable=True):
        listing = lock_listing(document)
        edit_document(
            listing.document,
            title=title,
            introduction=introduction,
            free_pages=free_pages,
            releases_outline=releases_outline,
        )
        if price is not None:
            listing.price = checked_price(price)
        if category is not None:
            listing.category = category_named(category) if category else None
        listing.save(update_fields=["price", "category"])
        note_change(listing)
    return listing
