"""Documents on sale, orders, and answers of a provider, made in a few words."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.documents.models import Blob, Document, Revision
from wenfang.kernel.clock import now
from wenfang.sales.actions.place_order import place_order
from wenfang.sales.gateway import Answer, Standing
from wenfang.sales.models import LedgerEntry, Order, Payment

GUEST = "guest@example.org"
MERCHANT = "sandbox-of-the-test"
TEXT = "第一页的字。".encode() * 400


def a_listing(
    author: User,
    *,
    title: str = "关于阅览室的讲话",
    price: int = 300,
    content: bytes = TEXT,
    state: str = Listing.State.PUBLISHED,
    format_name: str = "docx",
) -> Listing:
    """A document on sale whose bytes are really there."""
    blob = a_blob(content)
    document = Document.objects.create(owner=author, title=title)
    revision = Revision.objects.create(
        document=document,
        blob=blob,
        number=1,
        file_name=f"speech.{format_name}",
        format=format_name,
        state=Revision.State.READY,
        pages=17,
    )
    return Listing.objects.create(
        document=document, revision=revision, price=price, state=state, published_at=now()
    )


def a_blob(content: bytes) -> Blob:
    sha256 = hashlib.sha256(content).hexdigest()
    blob, is_new = Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(content)})
    if is_new and not storages["blobs"].exists(blob.storage_name):
        storages["blobs"].save(blob.storage_name, ContentFile(content))
    return blob


def an_order(
    listing: Listing, buyer: User | None = None, *, email: str = "", language: str = ""
) -> Order:
    return place_order(document_id=listing.pk, buyer=buyer, email=email, language=language)


def a_payment(order: Order, *, provider: str = "sandbox") -> Payment:
    """A payment as it stands once its buyer was sent to the provider."""
    return Payment.objects.create(
        order=order,
        provider=provider,
        merchant=MERCHANT,
        amount=order.amount,
        currency=order.currency,
        ask_again_at=now(),
    )


def a_paid_answer(payment: Payment, **changes: object) -> Answer:
    """What an honest provider says when it has the money; ``changes`` make it dishonest."""
    honest = Answer(
        standing=Standing.PAID,
        reference=payment.reference,
        order=payment.order.number,
        merchant=payment.merchant,
        transaction=f"T-{payment.reference}",
        amount=payment.amount,
        currency=payment.currency,
    )
    return replace(honest, **changes)  # type: ignore[arg-type]


@contextmanager
def unlocked_ledger() -> Iterator[None]:
    """Let go of the rows that the database itself protects, for as long as the block runs."""
    triggers = import_module("wenfang.sales.migrations.0002_ledger_triggers")
    vendor = connection.vendor.upper()
    _run(getattr(triggers, f"{vendor}_UNLOCK"))
    try:
        yield
    finally:
        _run(getattr(triggers, f"{vendor}_LOCK"))


def _run(statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def empty_the_ledger() -> None:
    """Before a test's database is emptied, which the ledger would refuse."""
    with unlocked_ledger():
        LedgerEntry.objects.all().delete()
