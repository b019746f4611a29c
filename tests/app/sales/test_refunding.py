"""Money on its way back: written first, asked for until it is promised, booked once."""

from datetime import timedelta

import pytest

from tests.factories.providers import RunningSandbox
from tests.factories.sales import GUEST, a_listing, a_paid_answer, a_payment, an_order
from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.delivery.models import Entitlement
from wenfang.jobs.sweep import wake_refunds
from wenfang.kernel.clock import now
from wenfang.notify.models import OutgoingMail
from wenfang.sales.actions.request_refund import request_refund
from wenfang.sales.actions.send_refund import send_refund
from wenfang.sales.actions.settle_payment import settle_payment
from wenfang.sales.actions.start_payment import start_payment
from wenfang.sales.errors import NothingToRefundError, RefundTooLargeError
from wenfang.sales.gateway import RefundRequest
from wenfang.sales.models import LedgerEntry, Order, Payment, Refund
from wenfang.sales.queries import download_of_order, sales_count
from wenfang.sales.steps.write_refund import write_refund


@pytest.fixture
def paid(sandbox: RunningSandbox, listing: Listing) -> Order:
    """An order that was really paid in the sandbox."""
    order = an_order(listing, email=GUEST)
    start_payment(order=order, return_url="http://127.0.0.1/orders/o")
    payment = order.payments.get()
    sandbox.pay(payment.reference)
    settle_payment(payment_id=payment.pk, answer=sandbox.gateway.query(payment.reference))
    order.refresh_from_db()
    return order


def refunds_at(sandbox: RunningSandbox) -> list[tuple[str, int]]:
    lines = sandbox.gateway.bill(now().date())
    return [(line.number, line.amount) for line in lines if line.kind == "refund"]


def test_a_refund_closes_the_download_and_returns_the_money(
    sandbox: RunningSandbox, paid: Order, listing: Listing
) -> None:
    assert download_of_order(paid)
    refund = request_refund(order=paid, reason="not what the title says")
    paid.refresh_from_db()
    assert paid.state == Order.State.REFUNDED
    assert download_of_order(paid) is None
    assert not Entitlement.objects.get().is_open
    assert sales_count(listing.pk) == 0
    assert refunds_at(sandbox) == []
    assert send_refund(refund_id=refund.pk)
    assert refunds_at(sandbox) == [(refund.pk, 300)]
    refund.refresh_from_db()
    assert refund.state == Refund.State.DONE
    assert [entry.kind for entry in LedgerEntry.objects.order_by("id")] == [
        "capture",
        "sale",
        "sale_back",
        "refund",
    ]
    assert OutgoingMail.objects.filter(kind="refund").count() == 1


def test_a_refund_is_asked_for_under_one_number_until_it_is_done(
    sandbox: RunningSandbox, paid: Order
) -> None:
    refund = request_refund(order=paid, reason="because")
    sandbox.kill()
    assert not send_refund(refund_id=refund.pk)
    refund.refresh_from_db()
    assert refund.state == Refund.State.REQUESTED
    sandbox.start()
    assert not send_refund(refund_id=refund.pk)
    Refund.objects.update(lease_until=None, created_at=now() - timedelta(minutes=1))
    assert wake_refunds() == 1
    assert send_refund(refund_id=refund.pk)
    assert not send_refund(refund_id=refund.pk)
    assert wake_refunds() == 0
    assert refunds_at(sandbox) == [(refund.pk, 300)]


def test_a_refund_that_was_done_before_a_crash_is_paid_and_booked_once(
    sandbox: RunningSandbox, paid: Order
) -> None:
    refund = request_refund(order=paid, reason="because")
    reference = refund.payment.reference
    # The provider agreed, and then we died before we could write it down.
    sandbox.gateway.refund(RefundRequest(refund.pk, reference, 300, "CNY", "because"))
    assert send_refund(refund_id=refund.pk)
    assert refunds_at(sandbox) == [(refund.pk, 300)]
    assert LedgerEntry.objects.filter(kind="refund").count() == 1


def test_a_refund_that_the_provider_refuses_is_dead_and_says_why(
    sandbox: RunningSandbox, paid: Order
) -> None:
    Payment.objects.update(amount=400)
    refund = request_refund(order=paid, reason="because")
    assert not send_refund(refund_id=refund.pk)
    refund.refresh_from_db()
    assert refund.state == Refund.State.DEAD
    assert "more_than_paid" in refund.problem
    assert not LedgerEntry.objects.filter(kind="refund").exists()


def test_an_order_is_refunded_once(paid: Order) -> None:
    request_refund(order=paid, reason="because")
    with pytest.raises(NothingToRefundError):
        request_refund(order=paid, reason="again")
    assert Refund.objects.count() == 1


def test_what_was_free_or_never_paid_has_nothing_to_refund(author: User) -> None:
    for price in (0, 300):
        order = an_order(a_listing(author, price=price, content=b"%d" % price))
        with pytest.raises(NothingToRefundError):
            request_refund(order=order, reason="because")
    assert not Refund.objects.exists()


def test_no_more_goes_back_than_came(listing: Listing) -> None:
    payment = a_payment(an_order(listing, email=GUEST))
    with pytest.raises(NothingToRefundError):
        write_refund(payment=payment, amount=1, reason="not captured yet")
    settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment))
    write_refund(payment=payment, amount=200, reason="a part")
    for amount in (101, 0, -1):
        with pytest.raises(RefundTooLargeError):
            write_refund(payment=payment, amount=amount, reason="too much")
    write_refund(payment=payment, amount=100, reason="the rest")
    with pytest.raises(NothingToRefundError):
        write_refund(payment=payment, amount=1, reason="more")


def test_the_second_payment_of_an_order_goes_back_and_the_first_stays(
    sandbox: RunningSandbox, paid: Order
) -> None:
    second = a_payment(paid)
    settle_payment(payment_id=second.pk, answer=a_paid_answer(second))
    refund = Refund.objects.get()
    assert refund.payment == second
    later = request_refund(order=paid, reason="and now all")
    assert later.payment != second
    assert later.amount == 300
