"""Promising a price to a buyer."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from wenfang.accounts.models import User
from wenfang.catalogue.access import public_listing
from wenfang.catalogue.models import Listing
from wenfang.documents.models import Blob
from wenfang.kernel.clock import now
from wenfang.kernel.ids import new_number
from wenfang.sales.errors import BadEmailError, NotForSaleError, OrderKeyReusedError
from wenfang.sales.models import Order, OrderLine
from wenfang.sales.rules import ORDER_LIFETIME
from wenfang.sales.steps.deliver_order import deliver_order

SHORTEST_GUEST_KEY = 16


def place_order(
    *,
    document_id: str,
    buyer: User | None,
    email: str = "",
    key: str | None = None,
    language: str = "",
) -> Order:
    """Order a published document at its present price; a free one is paid at once.

    The same ``key`` of the same buyer gives the same order. A guest's order is opened by its id
    alone, so a guest's key that is short enough to be guessed is not taken for one.
    Raises NotFoundError, NotForSaleError, BadEmailError, OrderKeyReusedError.
    """
    address = _checked_email(email)
    digest = _digest(buyer, address, key)
    if placed := _placed_before(digest, document_id):
        return placed
    try:
        with transaction.atomic(durable=True):
            order = _written(public_listing(document_id), buyer, address, digest, language)
            if not order.amount:
                deliver_order(order)
    except IntegrityError:
        # The same key was faster in another process; its order is the answer to both.
        if placed := _placed_before(digest, document_id):
            return placed
        raise
    return order


def _placed_before(digest: str | None, document_id: str) -> Order | None:
    placed = Order.objects.filter(place_key=digest).first() if digest else None
    if placed and not placed.lines.filter(document_id=document_id).exists():
        raise OrderKeyReusedError
    return placed


def _written(
    listing: Listing, buyer: User | None, email: str, digest: str | None, language: str
) -> Order:
    """The order and its one line, with title, revision and price as they are now."""
    revision = listing.revision
    if revision is None or revision.blob.scan == Blob.Scan.INFECTED:
        raise NotForSaleError
    order = Order.objects.create(
        number=_free_number(),
        buyer=buyer,
        email=email or (buyer.email if buyer else ""),
        language=language[:12],
        amount=listing.price,
        currency=listing.currency,
        expires_at=now() + ORDER_LIFETIME,
        place_key=digest,
    )
    OrderLine.objects.create(
        order=order,
        document=listing.document,
        revision=revision,
        title=listing.document.title,
        amount=listing.price,
    )
    return order


def _digest(buyer: User | None, email: str, key: str | None) -> str | None:
    if not key or (buyer is None and len(key) < SHORTEST_GUEST_KEY):
        return None
    caller = f"member:{buyer.pk}" if buyer else f"guest:{email}"
    return hashlib.sha256(f"{caller}\n{key}".encode()).hexdigest()


def _checked_email(email: str) -> str:
    address = email.strip().lower()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        raise BadEmailError from None
    return address


def _free_number() -> str:
    """A number that no order has; eight random digits a day leave room for chance to be fair."""
    day = timezone.localtime().strftime("%y%m%d")
    number = new_number(day)
    while Order.objects.filter(number=number).exists():
        number = new_number(day)
    return number
