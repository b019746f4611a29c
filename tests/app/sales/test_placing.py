"""Placing an order: whose price counts, who may see it, and that twice is once."""

from datetime import timedelta

import pytest

from tests.factories.sales import GUEST, a_listing, a_paid_answer, a_payment, an_order
from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.documents.models import Blob
from wenfang.kernel.clock import now
from wenfang.kernel.errors import NotFoundError
from wenfang.notify.models import OutgoingMail
from wenfang.sales.access import order_behind, order_for
from wenfang.sales.actions.cancel_order import cancel_order
from wenfang.sales.actions.expire_orders import expire_orders
from wenfang.sales.actions.place_order import place_order
from wenfang.sales.actions.settle_payment import settle_payment
from wenfang.sales.errors import (
    BadEmailError,
    NotForSaleError,
    OrderKeyReusedError,
    OrderStateError,
)
from wenfang.sales.guest_links import guest_path
from wenfang.sales.models import LedgerEntry, Order, Payment
from wenfang.sales.queries import download_of_order, orders_for
from wenfang.sales.rules import MOST_LETTERS

KEY = "a key that nobody guesses"


def test_the_price_is_the_listings_and_stays_as_it_was_ordered(listing: Listing) -> None:
    order = an_order(listing, email=GUEST)
    Listing.objects.update(price=9900)
    order.refresh_from_db()
    line = order.lines.get()
    assert (order.amount, order.currency, line.amount) == (300, "CNY", 300)
    assert (line.title, line.revision) == (listing.document.title, listing.revision)
    assert order.state == Order.State.PENDING
    assert download_of_order(order) is None


def test_a_free_document_is_paid_at_once_without_a_payment(author: User) -> None:
    order = an_order(a_listing(author, price=0), email=GUEST)
    assert order.state == Order.State.PAID
    assert download_of_order(order)
    assert not Payment.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert OutgoingMail.objects.filter(recipient=GUEST, kind="order_paid").count() == 1


def test_a_priced_document_is_not_paid_at_once(listing: Listing) -> None:
    assert an_order(listing, email=GUEST).paid_at is None
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("state", [Listing.State.DRAFT, Listing.State.WITHDRAWN])
def test_what_is_not_published_cannot_be_ordered(author: User, state: str) -> None:
    with pytest.raises(NotFoundError):
        an_order(a_listing(author, state=state))


def test_an_infected_file_cannot_be_ordered(listing: Listing) -> None:
    Blob.objects.update(scan=Blob.Scan.INFECTED)
    with pytest.raises((NotForSaleError, NotFoundError)):
        an_order(listing)


def test_the_same_key_gives_the_same_order(listing: Listing, buyer: User) -> None:
    first = place_order(document_id=listing.pk, buyer=buyer, key=KEY)
    assert place_order(document_id=listing.pk, buyer=buyer, key=KEY) == first
    assert place_order(document_id=listing.pk, buyer=buyer, key=KEY + "2") != first
    assert Order.objects.count() == 2


def test_a_key_is_the_callers_own(listing: Listing, buyer: User, operator: User) -> None:
    mine = place_order(document_id=listing.pk, buyer=buyer, key=KEY)
    assert place_order(document_id=listing.pk, buyer=operator, key=KEY) != mine
    assert place_order(document_id=listing.pk, buyer=None, email=GUEST, key=KEY) != mine


def test_a_guessable_key_does_not_open_another_guests_order(listing: Listing) -> None:
    first = place_order(document_id=listing.pk, buyer=None, email=GUEST, key="1")
    assert place_order(document_id=listing.pk, buyer=None, email=GUEST, key="1") != first


def test_a_key_does_not_answer_for_another_document(
    listing: Listing, author: User, buyer: User
) -> None:
    place_order(document_id=listing.pk, buyer=buyer, key=KEY)
    other = a_listing(author, title="另一份", content=b"other")
    with pytest.raises(OrderKeyReusedError):
        place_order(document_id=other.pk, buyer=buyer, key=KEY)


@pytest.mark.parametrize("address", ["nobody", "a@b", "a b@example.org", "x@example.org\nBcc: y"])
def test_an_address_that_cannot_be_mailed_to_is_refused(listing: Listing, address: str) -> None:
    with pytest.raises(BadEmailError):
        an_order(listing, email=address)
    assert an_order(listing, email=" Guest@Example.org ").email == GUEST


def test_a_members_order_is_that_members_alone(
    listing: Listing, buyer: User, operator: User
) -> None:
    order = an_order(listing, buyer)
    assert order_for(order.pk, buyer) == order
    assert list(orders_for(buyer)) == [order]
    for other in (None, operator):
        with pytest.raises(NotFoundError):
            order_for(order.pk, other)


def test_a_guests_order_opens_to_its_id_and_to_the_mailed_link(
    listing: Listing, buyer: User
) -> None:
    order = an_order(listing, email=GUEST)
    assert order_for(order.pk, None) == order_for(order.pk, buyer) == order
    token = guest_path(order.pk).rpartition("/")[2]
    assert order_behind(token) == order
    with pytest.raises(NotFoundError):
        order_behind(token[:-1] + ("a" if token[-1] != "a" else "b"))
    with pytest.raises(NotFoundError):
        order_behind(order.pk)


def test_a_mailed_link_never_opens_a_members_order(listing: Listing, buyer: User) -> None:
    token = guest_path(an_order(listing, buyer).pk).rpartition("/")[2]
    with pytest.raises(NotFoundError):
        order_behind(token)


def test_an_order_that_nobody_paid_in_time_expires_and_others_do_not(listing: Listing) -> None:
    late, fresh = an_order(listing), an_order(listing)
    payment = a_payment(late)
    Order.objects.filter(pk=late.pk).update(expires_at=now() - timedelta(seconds=1))
    Payment.objects.update(ask_again_at=now() + timedelta(hours=1))
    assert expire_orders() == 1
    late.refresh_from_db()
    fresh.refresh_from_db()
    payment.refresh_from_db()
    assert (late.state, fresh.state) == (Order.State.EXPIRED, Order.State.PENDING)
    assert payment.ask_again_at is not None
    assert payment.ask_again_at <= now()


def test_a_cancelled_order_cannot_be_cancelled_again(listing: Listing) -> None:
    order = cancel_order(order=an_order(listing))
    assert order.state == Order.State.CANCELLED
    with pytest.raises(OrderStateError):
        cancel_order(order=order)


def test_a_paid_order_cannot_be_cancelled(author: User) -> None:
    with pytest.raises(OrderStateError):
        cancel_order(order=an_order(a_listing(author, price=0)))


def test_nobody_is_flooded_with_mail_by_free_orders_in_their_name(author: User) -> None:
    free, sold = a_listing(author, price=0), a_listing(author, price=100)
    orders = [an_order(free, email=GUEST) for _ in range(MOST_LETTERS + 3)]
    assert all(order.state == Order.State.PAID for order in orders)
    assert OutgoingMail.objects.filter(recipient=GUEST).count() == MOST_LETTERS
    # The control: another address, and money, are always told.
    an_order(free, email="other@example.org")
    assert OutgoingMail.objects.filter(recipient="other@example.org").count() == 1
    payment = a_payment(an_order(sold, email=GUEST))
    settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment))
    assert OutgoingMail.objects.filter(recipient=GUEST).count() == MOST_LETTERS + 1
