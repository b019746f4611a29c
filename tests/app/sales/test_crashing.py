"""A process killed before any of its statements: what was paid is delivered or sent back, once."""

from datetime import timedelta
from itertools import count

import pytest

from tests.factories.providers import Ear, RunningSandbox
from tests.factories.racing import dies_before_statement
from tests.factories.sales import an_order
from wenfang.catalogue.models import Listing
from wenfang.cli.audit import CHECKS
from wenfang.delivery.models import Entitlement
from wenfang.kernel.clock import now
from wenfang.notify.models import OutgoingMail
from wenfang.sales.actions.ask_provider import ask_provider
from wenfang.sales.actions.handle_notice import handle_notice
from wenfang.sales.actions.receive_notice import receive_notice
from wenfang.sales.actions.request_refund import request_refund
from wenfang.sales.actions.send_refund import send_refund
from wenfang.sales.actions.settle_payment import settle_payment
from wenfang.sales.actions.start_payment import start_payment
from wenfang.sales.models import LedgerEntry, Notice, Order, Payment, Refund

pytestmark = pytest.mark.usefixtures("selling_db")
FEWEST_STATEMENTS = 15


def paid_at_the_provider(sandbox: RunningSandbox, listing: Listing, number: int) -> Payment:
    order = an_order(listing, email=f"guest{number}@example.org")
    start_payment(order=order, return_url="http://127.0.0.1/orders/o")
    payment = order.payments.get()
    sandbox.pay(payment.reference)
    return payment


def notice_of(ear: Ear, payment: Payment) -> Notice:
    heard = ear.hears(Payment.objects.count())
    headers, body = next(one for one in heard if payment.reference.encode() in one[1])
    return receive_notice(provider="sandbox", headers=headers, body=body)


def is_settled_once(payment: Payment) -> bool:
    order = Order.objects.get(pk=payment.order_id)
    rights = Entitlement.objects.filter(email=order.email)
    mails = OutgoingMail.objects.filter(recipient=order.email)
    captures = LedgerEntry.objects.filter(kind="capture", reference=payment.pk)
    counts = (rights.count(), mails.count(), captures.count())
    return order.state == Order.State.PAID and counts == (1, 1, 1)


def test_a_notice_handler_killed_anywhere_settles_once_in_the_end(
    sandbox: RunningSandbox, ear: Ear, listing: Listing
) -> None:
    for number in count(1):
        payment = paid_at_the_provider(sandbox, listing, number)
        notice = notice_of(ear, payment)
        died = dies_before_statement(number, lambda pk=notice.pk: handle_notice(notice_id=pk))
        assert is_settled_once(payment) or Notice.objects.get(pk=notice.pk).state == "received"
        Notice.objects.update(lease_until=None)
        handle_notice(notice_id=notice.pk)
        assert is_settled_once(payment), f"killed before statement {number}"
        if not died:
            break
    assert number > FEWEST_STATEMENTS
    assert not [sentence for *_, check in CHECKS for sentence in check()]


def test_a_question_killed_anywhere_is_asked_again(
    sandbox: RunningSandbox, ear: Ear, listing: Listing
) -> None:
    for number in count(1):
        payment = paid_at_the_provider(sandbox, listing, number)
        Payment.objects.filter(pk=payment.pk).update(ask_again_at=now())
        died = dies_before_statement(number, lambda pk=payment.pk: ask_provider(payment_id=pk))
        soon = now() + timedelta(seconds=10)
        assert is_settled_once(payment) or Payment.objects.get(pk=payment.pk).ask_again_at < soon
        Payment.objects.filter(state="started").update(ask_again_at=now())
        ask_provider(payment_id=payment.pk)
        assert is_settled_once(payment), f"killed before statement {number}"
        if not died:
            break
    assert number > FEWEST_STATEMENTS


def test_a_refund_killed_anywhere_is_paid_back_once(
    sandbox: RunningSandbox, ear: Ear, listing: Listing
) -> None:
    sent = []
    for number in count(1):
        payment = paid_at_the_provider(sandbox, listing, number)
        answer = sandbox.gateway.query(payment.reference)
        settle_payment(payment_id=payment.pk, answer=answer)
        refund = request_refund(order=payment.order, reason="because")
        died = dies_before_statement(number, lambda pk=refund.pk: send_refund(refund_id=pk))
        Refund.objects.update(lease_until=None)
        send_refund(refund_id=refund.pk)
        refund.refresh_from_db()
        assert refund.state == Refund.State.DONE, f"killed before statement {number}"
        sent.append(refund.pk)
        if not died:
            break
    lines = sandbox.gateway.bill(now().date())
    assert sorted(line.number for line in lines if line.kind == "refund") == sorted(sent)
    assert LedgerEntry.objects.filter(kind="refund").count() == len(sent)
