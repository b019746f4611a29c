"""The same thing from several sides at the same moment: it happens once."""

import threading

import pytest

from tests.factories.providers import Ear, RunningSandbox
from tests.factories.racing import at_once
from tests.factories.sales import GUEST, a_paid_answer, a_payment, an_order
from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.cli.audit import CHECKS
from wenfang.delivery.models import Entitlement
from wenfang.kernel.clock import now
from wenfang.notify.models import OutgoingMail
from wenfang.sales.actions.cancel_order import cancel_order
from wenfang.sales.actions.handle_notice import handle_notice
from wenfang.sales.actions.place_order import place_order
from wenfang.sales.actions.receive_notice import receive_notice
from wenfang.sales.actions.request_refund import request_refund
from wenfang.sales.actions.send_refund import send_refund
from wenfang.sales.actions.settle_payment import settle_payment
from wenfang.sales.actions.start_payment import start_payment
from wenfang.sales.errors import NothingToRefundError, OrderStateError
from wenfang.sales.models import LedgerEntry, Notice, Order, Payment, Refund
from wenfang.sales.queries import refunds_of
from wenfang.sales.steps.write_refund import refunded_amount

pytestmark = pytest.mark.usefixtures("selling_db")
RETURN = "http://127.0.0.1/orders/o"


def violations() -> list[str]:
    return [sentence for *_, check in CHECKS for sentence in check()]


def settle(payment: Payment) -> Payment:
    return settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment))


def paid(order: Order) -> Order:
    settle(a_payment(order))
    order.refresh_from_db()
    return order


def test_one_payment_settled_from_four_sides_counts_once(listing: Listing) -> None:
    payment = a_payment(an_order(listing, email=GUEST))
    outcomes = at_once(*[lambda: settle(payment)] * 4)
    assert all(isinstance(outcome, Payment) for outcome in outcomes), outcomes
    assert Entitlement.objects.count() == 1
    assert LedgerEntry.objects.count() == 2
    assert OutgoingMail.objects.count() == 1


def test_two_payments_of_one_order_deliver_one_and_return_one(listing: Listing) -> None:
    order = an_order(listing, email=GUEST)
    payments = [a_payment(order), a_payment(order)]
    at_once(*[lambda payment=payment: settle(payment) for payment in payments])
    order.refresh_from_db()
    assert order.state == Order.State.PAID
    assert refunds_of(order).get().reason == "paid_twice"
    assert not violations()


def test_two_orders_of_one_buyer_deliver_one_and_return_one(listing: Listing, buyer: User) -> None:
    payments = [a_payment(an_order(listing, buyer)) for _ in range(2)]
    at_once(*[lambda payment=payment: settle(payment) for payment in payments])
    states = sorted(Order.objects.values_list("state", flat=True))
    assert states == [Order.State.PAID, Order.State.REFUNDED]
    assert Refund.objects.get().reason == "bought_before"
    assert not violations()


def test_a_cancellation_and_the_money_agree_in_the_end(listing: Listing) -> None:
    order = an_order(listing, email=GUEST)
    payment = a_payment(order)
    cancelled, settled = at_once(lambda: cancel_order(order=order), lambda: settle(payment))
    assert isinstance(cancelled, Order | OrderStateError)
    assert isinstance(settled, Payment)
    order.refresh_from_db()
    assert order.state == Order.State.PAID
    assert not violations()


def test_four_requests_refund_once(listing: Listing) -> None:
    order = paid(an_order(listing, email=GUEST))
    outcomes = at_once(*[lambda: request_refund(order=order, reason="because")] * 4)
    assert sum(isinstance(outcome, Refund) for outcome in outcomes) == 1, outcomes
    assert sum(isinstance(outcome, NothingToRefundError) for outcome in outcomes) == 3
    assert Refund.objects.get().amount == 300


def test_without_the_lock_the_same_four_would_refund_four_times(listing: Listing) -> None:
    """The race is real: this is what reading first and writing later does."""
    payment = paid(an_order(listing, email=GUEST)).payments.get()
    all_have_looked = threading.Barrier(4)

    def careless() -> object:
        left = payment.amount - refunded_amount(payment)
        all_have_looked.wait(20)
        return left and Refund.objects.create(payment=payment, amount=left, reason="careless")

    at_once(*[careless] * 4)
    assert refunded_amount(payment) == 4 * payment.amount
    assert any("goes back of" in sentence for sentence in violations())


def test_one_refund_sent_from_four_sides_is_paid_and_booked_once(
    sandbox: RunningSandbox, listing: Listing
) -> None:
    order = an_order(listing, email=GUEST)
    start_payment(order=order, return_url=RETURN)
    payment = order.payments.get()
    sandbox.pay(payment.reference)
    settle_payment(payment_id=payment.pk, answer=sandbox.gateway.query(payment.reference))
    refund = request_refund(order=order, reason="because")
    outcomes = at_once(*[lambda: send_refund(refund_id=refund.pk)] * 4)
    assert sorted(map(bool, outcomes)) == [False, False, False, True], outcomes
    lines = sandbox.gateway.bill(now().date())
    assert [line.number for line in lines if line.kind == "refund"] == [refund.pk]
    assert LedgerEntry.objects.filter(kind="refund").count() == 1


def test_one_notice_received_from_four_sides_is_one_row(
    sandbox: RunningSandbox, ear: Ear, listing: Listing
) -> None:
    order = an_order(listing, email=GUEST)
    start_payment(order=order, return_url=RETURN)
    sandbox.pay(order.payments.get().reference)
    headers, body = ear.hears(1)[0]

    def receive() -> str:
        return receive_notice(provider="sandbox", headers=headers, body=body).pk

    outcomes = at_once(*[receive] * 4)
    notice = Notice.objects.get()
    assert outcomes == [notice.pk] * 4
    handled = at_once(*[lambda: handle_notice(notice_id=notice.pk)] * 4)
    assert sorted(map(bool, handled)) == [False, False, False, True], handled
    assert LedgerEntry.objects.filter(kind="capture").count() == 1


def test_one_key_used_four_times_at_once_is_one_order(listing: Listing, buyer: User) -> None:
    outcomes = at_once(
        *[lambda: place_order(document_id=listing.pk, buyer=buyer, key="the key")] * 4
    )
    order = Order.objects.get()
    assert outcomes == [order] * 4


def test_going_to_pay_four_times_at_once_is_one_payment(
    sandbox: RunningSandbox, listing: Listing
) -> None:
    order = an_order(listing, email=GUEST)
    outcomes = at_once(*[lambda: start_payment(order=order, return_url=RETURN)] * 4)
    assert len(set(outcomes)) == 1, outcomes
    assert Payment.objects.count() == 1
