"""Money that arrives: every guard before it counts, and what it leads to."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.factories.sales import GUEST, a_listing, a_paid_answer, a_payment, an_order
from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.delivery.models import Entitlement
from wenfang.documents.models import Blob
from wenfang.kernel.clock import now
from wenfang.notify.models import OutgoingMail
from wenfang.sales.actions.cancel_order import cancel_order
from wenfang.sales.actions.expire_orders import expire_orders
from wenfang.sales.actions.settle_payment import settle_payment
from wenfang.sales.errors import PaymentMismatchError
from wenfang.sales.gateway import Answer, Standing
from wenfang.sales.models import LedgerEntry, Order, Payment, Refund
from wenfang.sales.queries import download_of_order, refunds_of, sales_count


def settled(order: Order, **changes: object) -> Order:
    """The order after an answer that its money arrived in a new payment."""
    payment = a_payment(order)
    settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment, **changes))
    order.refresh_from_db()
    return order


def balances() -> dict[str, int]:
    total: dict[str, int] = {}
    for entry in LedgerEntry.objects.all():
        total[entry.from_account] = total.get(entry.from_account, 0) - entry.amount
        total[entry.to_account] = total.get(entry.to_account, 0) + entry.amount
    return total


def test_money_that_fits_makes_the_order_paid_and_the_document_theirs(
    listing: Listing, buyer: User, author: User
) -> None:
    order = settled(an_order(listing, buyer))
    assert order.state == Order.State.PAID
    entitlement = Entitlement.objects.get()
    assert (entitlement.holder, entitlement.revision) == (buyer, listing.revision)
    assert download_of_order(order)
    assert sales_count(listing.pk) == 1
    assert balances() == {
        "provider:sandbox": -300,
        f"order:{order.number}": 0,
        f"author:{author.pk}": 300,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": 299},
        {"amount": 301},
        {"currency": "JPY"},
        {"merchant": "somebody else"},
        {"order": "261122-0000-0000"},
        {"reference": "another"},
        {"transaction": ""},
    ],
)
def test_money_that_does_not_fit_changes_nothing(
    listing: Listing, changes: dict[str, object]
) -> None:
    order = an_order(listing, email=GUEST)
    payment = a_payment(order)
    with pytest.raises(PaymentMismatchError):
        settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment, **changes))
    order.refresh_from_db()
    assert order.state == Order.State.PENDING
    assert Payment.objects.get().state == Payment.State.STARTED
    assert not Entitlement.objects.exists()
    assert not LedgerEntry.objects.exists()
    settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment))
    order.refresh_from_db()
    assert order.state == Order.State.PAID


@pytest.mark.parametrize("standing", [Standing.OPEN, Standing.UNKNOWN])
def test_no_news_is_not_a_failure(listing: Listing, standing: Standing) -> None:
    payment = a_payment(an_order(listing))
    settle_payment(payment_id=payment.pk, answer=Answer(standing, payment.reference))
    assert Payment.objects.get().state == Payment.State.STARTED


def test_the_same_answer_any_number_of_times_counts_once(listing: Listing) -> None:
    payment = a_payment(an_order(listing, email=GUEST))
    for _ in range(3):
        settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment))
    closed = a_paid_answer(payment, standing=Standing.CLOSED)
    settle_payment(payment_id=payment.pk, answer=closed)
    assert Payment.objects.get().state == Payment.State.CAPTURED
    assert Entitlement.objects.count() == 1
    assert LedgerEntry.objects.count() == 2
    assert OutgoingMail.objects.count() == 1


def test_one_transaction_of_the_provider_credits_one_payment(listing: Listing) -> None:
    settled(an_order(listing, email=GUEST), transaction="T-1")
    second = an_order(listing, email="other@example.org")
    with pytest.raises(PaymentMismatchError):
        settled(second, transaction="T-1")
    assert Payment.objects.filter(state=Payment.State.CAPTURED).count() == 1


def test_the_database_too_refuses_a_transaction_that_was_spent(listing: Listing) -> None:
    settled(an_order(listing, email=GUEST), transaction="T-1")
    payment = a_payment(an_order(listing))
    payment.provider_transaction = "T-1"
    with pytest.raises(IntegrityError), transaction.atomic():
        payment.save()


def test_a_captured_payment_does_not_take_a_second_transaction(listing: Listing) -> None:
    order = settled(an_order(listing, email=GUEST))
    payment = order.payments.get()
    with pytest.raises(PaymentMismatchError):
        settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment, transaction="T-2"))
    assert LedgerEntry.objects.filter(kind="capture").count() == 1


def closed_order(listing: Listing, how: str) -> Order:
    order = an_order(listing, email=GUEST)
    if how == "cancelled":
        return cancel_order(order=order)
    Order.objects.filter(pk=order.pk).update(expires_at=now() - timedelta(seconds=1))
    expire_orders()
    order.refresh_from_db()
    return order


@pytest.mark.parametrize("how", ["cancelled", "expired"])
def test_late_money_still_buys_what_is_still_sold(listing: Listing, how: str) -> None:
    order = closed_order(listing, how)
    assert order.state == how
    assert settled(order).state == Order.State.PAID
    assert download_of_order(order)
    assert not Refund.objects.exists()


@pytest.mark.parametrize("how", ["cancelled", "expired"])
def test_late_money_for_what_is_no_longer_sold_goes_back(listing: Listing, how: str) -> None:
    order = closed_order(listing, how)
    Listing.objects.update(state=Listing.State.WITHDRAWN)
    assert settled(order).state == Order.State.REFUNDED
    assert download_of_order(order) is None
    assert not Entitlement.objects.exists()
    assert [(refund.amount, refund.reason) for refund in refunds_of(order)] == [
        (300, "no_longer_sold")
    ]
    assert OutgoingMail.objects.get().kind == "refund"


def test_late_money_in_a_payment_that_was_closed_counts_too(listing: Listing) -> None:
    order = closed_order(listing, "cancelled")
    payment = a_payment(order)
    settle_payment(payment_id=payment.pk, answer=Answer(Standing.CLOSED, payment.reference))
    assert Payment.objects.get().state == Payment.State.CLOSED
    settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment))
    order.refresh_from_db()
    assert order.state == Order.State.PAID


def test_a_withdrawn_listing_does_not_break_the_promise_to_a_pending_order(
    listing: Listing,
) -> None:
    order = an_order(listing, email=GUEST)
    Listing.objects.update(state=Listing.State.WITHDRAWN)
    assert settled(order).state == Order.State.PAID


def test_money_for_a_file_found_infected_goes_back(listing: Listing) -> None:
    order = an_order(listing, email=GUEST)
    Blob.objects.update(scan=Blob.Scan.INFECTED)
    assert settled(order).state == Order.State.REFUNDED
    assert refunds_of(order).get().reason == "unsafe"


def test_paying_one_order_twice_sends_the_second_payment_back(listing: Listing) -> None:
    order = settled(settled(an_order(listing, email=GUEST)))
    assert order.state == Order.State.PAID
    assert download_of_order(order)
    refund = refunds_of(order).get()
    assert (refund.amount, refund.reason) == (300, "paid_twice")
    assert balances()[f"order:{order.number}"] == 300


@pytest.mark.parametrize("who", ["member", "guest"])
def test_buying_one_document_twice_sends_the_second_payment_back(
    listing: Listing, buyer: User, who: str
) -> None:
    buyer_or_none = buyer if who == "member" else None
    email = "" if who == "member" else GUEST
    orders = [an_order(listing, buyer_or_none, email=email.upper()) for _ in range(2)]
    first, second = [settled(order) for order in orders]
    assert (first.state, second.state) == (Order.State.PAID, Order.State.REFUNDED)
    assert refunds_of(second).get().reason == "bought_before"
    assert download_of_order(first)
    assert download_of_order(second) is None


def test_two_buyers_of_one_document_both_keep_it(listing: Listing, buyer: User) -> None:
    orders = [
        settled(an_order(listing, buyer)),
        settled(an_order(listing, email=GUEST)),
        settled(an_order(listing, email=buyer.email)),
        settled(an_order(listing)),
        settled(an_order(listing)),
    ]
    assert {order.state for order in orders} == {Order.State.PAID}
    assert not Refund.objects.exists()


def test_a_free_copy_does_not_send_money_back_for_another_document(
    listing: Listing, author: User, buyer: User
) -> None:
    an_order(a_listing(author, price=0, content=b"free"), buyer)
    assert settled(an_order(listing, buyer)).state == Order.State.PAID


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_ledger_refuses_to_be_changed(listing: Listing, change: str) -> None:
    settled(an_order(listing, email=GUEST))
    rows = LedgerEntry.objects.filter(kind="capture")
    with pytest.raises(DatabaseError, match="ledger rows are never"), transaction.atomic():
        rows.update(amount=1) if change == "update" else rows.delete()
    assert rows.get().amount == 300


def test_the_ledger_refuses_the_same_transfer_twice_and_nothing_at_all(listing: Listing) -> None:
    order = settled(an_order(listing, email=GUEST))
    row = LedgerEntry.objects.get(kind="capture")
    copy = {name: getattr(row, name) for name in ("from_account", "to_account", "kind")}
    for amount, reference in ((300, row.reference), (0, "other")):
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.create(
                **copy, amount=amount, currency=order.currency, reference=reference
            )


def test_a_guest_is_mailed_the_link_in_the_language_of_the_order(listing: Listing) -> None:
    settled(an_order(listing, email=GUEST, language="en"))
    settled(an_order(listing, email="other@example.org", language="zh-hans"))
    english, chinese = OutgoingMail.objects.order_by("created_at")
    assert english.subject.startswith("Ready to download")
    assert chinese.subject.startswith("可以下载了")
    for mail in (english, chinese):
        assert "/orders/open/" in mail.body
        assert listing.document.title in mail.body
        assert "{" not in mail.body


def test_a_member_is_mailed_the_order_itself(listing: Listing, buyer: User) -> None:
    order = settled(an_order(listing, buyer))
    mail = OutgoingMail.objects.get()
    assert mail.recipient == buyer.email
    assert f"/orders/{order.pk}" in mail.body
