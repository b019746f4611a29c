"""Payments that nobody told us about: asked about, closed, or settled."""

from datetime import timedelta

import pytest

from tests.factories.providers import RunningSandbox
from tests.factories.sales import GUEST, an_order
from wenfang.catalogue.models import Listing
from wenfang.jobs.sweep import wake_payments
from wenfang.kernel.clock import now
from wenfang.sales.actions.ask_provider import ask_provider
from wenfang.sales.actions.cancel_order import cancel_order
from wenfang.sales.actions.start_payment import start_payment
from wenfang.sales.models import Order, Payment, Refund


@pytest.fixture
def payment(sandbox: RunningSandbox, listing: Listing) -> Payment:
    """A payment that was started; nothing was heard of it."""
    order = an_order(listing, email=GUEST)
    start_payment(order=order, return_url="http://127.0.0.1/orders/o")
    return order.payments.get()


def make_due() -> None:
    Payment.objects.update(ask_again_at=now() - timedelta(seconds=1))


def state_of(payment: Payment) -> tuple[str, str]:
    payment.refresh_from_db()
    return payment.state, Order.objects.get(pk=payment.order_id).state


def test_a_payment_whose_notice_was_lost_is_found_by_asking(
    sandbox: RunningSandbox, payment: Payment
) -> None:
    sandbox.pay(payment.reference)
    assert wake_payments() == 0
    make_due()
    assert wake_payments() == 1
    assert ask_provider(payment_id=payment.pk)
    assert state_of(payment) == ("captured", "paid")
    assert payment.ask_again_at is None


def test_the_first_question_comes_after_a_few_seconds(payment: Payment) -> None:
    assert payment.ask_again_at is not None
    assert now() < payment.ask_again_at < now() + timedelta(seconds=5)


def test_an_unpaid_payment_is_asked_about_again_later(payment: Payment) -> None:
    make_due()
    assert ask_provider(payment_id=payment.pk)
    assert state_of(payment) == ("started", "pending")
    assert payment.attempts == 1
    assert payment.ask_again_at is not None
    assert payment.ask_again_at > now()
    assert not ask_provider(payment_id=payment.pk)


def test_a_provider_that_does_not_answer_changes_nothing(
    sandbox: RunningSandbox, payment: Payment
) -> None:
    sandbox.pay(payment.reference)
    sandbox.kill()
    make_due()
    assert not ask_provider(payment_id=payment.pk)
    assert state_of(payment) == ("started", "pending")
    sandbox.start()
    make_due()
    assert ask_provider(payment_id=payment.pk)
    assert state_of(payment) == ("captured", "paid")


def test_the_payment_of_a_cancelled_order_is_closed_at_the_provider(
    sandbox: RunningSandbox, payment: Payment
) -> None:
    cancel_order(order=payment.order)
    assert ask_provider(payment_id=payment.pk)
    assert state_of(payment) == ("closed", "cancelled")
    assert sandbox.pay(payment.reference).status_code == 409


def test_money_that_came_before_the_cancelling_is_not_lost(
    sandbox: RunningSandbox, payment: Payment
) -> None:
    sandbox.pay(payment.reference)
    cancel_order(order=payment.order)
    assert ask_provider(payment_id=payment.pk)
    assert state_of(payment) == ("captured", "paid")
    assert not Refund.objects.exists()


def test_an_answer_that_does_not_fit_is_kept_as_a_problem(
    sandbox: RunningSandbox, payment: Payment
) -> None:
    sandbox.pay(payment.reference)
    Payment.objects.update(amount=299)
    make_due()
    assert not ask_provider(payment_id=payment.pk)
    assert state_of(payment) == ("started", "pending")
    assert "amount" in payment.problem


def test_what_the_provider_never_heard_of_is_closed_only_after_a_day(
    sandbox: RunningSandbox, payment: Payment
) -> None:
    Payment.objects.update(reference="never sent")
    cancel_order(order=payment.order)
    assert ask_provider(payment_id=payment.pk)
    assert state_of(payment) == ("started", "cancelled")
    Payment.objects.update(created_at=now() - timedelta(days=2))
    make_due()
    assert ask_provider(payment_id=payment.pk)
    assert state_of(payment) == ("closed", "cancelled")
