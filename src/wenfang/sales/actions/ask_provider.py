"""Asking about a payment of which nothing was heard."""

import logging

from django.db import transaction
from django.db.models import F

from wenfang.kernel.clock import now
from wenfang.sales.actions.settle_payment import settle_payment
from wenfang.sales.errors import PaymentMismatchError, ProviderUnavailableError
from wenfang.sales.gateway import Answer, Standing
from wenfang.sales.models import Order, Payment
from wenfang.sales.providers import gateway_named
from wenfang.sales.rules import UNKNOWN_IS_OVER_AFTER, ask_gap

log = logging.getLogger(__name__)


def ask_provider(*, payment_id: str) -> bool:
    """Ask about a payment that is due, and settle; True when the provider answered.

    When the order is no longer waiting, an unpaid transaction is closed at the provider.
    """
    payment = _claimed(payment_id)
    if payment is None:
        return False
    try:
        answer = _asked(payment)
        settle_payment(payment_id=payment.pk, answer=answer)
    except ProviderUnavailableError:
        log.info("%s does not answer about payment %s", payment.provider, payment.pk)
        return False
    except PaymentMismatchError as error:
        log.error("payment %s: %s", payment.pk, error)
        with transaction.atomic(durable=True):
            Payment.objects.filter(pk=payment.pk).update(problem=str(error))
        return False
    return True


def _claimed(payment_id: str) -> Payment | None:
    """Whoever moves the time of the next question forward is the one who asks now."""
    with transaction.atomic(durable=True):
        due = Payment.objects.filter(
            pk=payment_id, state=Payment.State.STARTED, ask_again_at__lte=now()
        )
        payment = due.select_related("order").first()
        if payment is None:
            return None
        again = now() + ask_gap(now() - payment.created_at)
        if not due.update(ask_again_at=again, attempts=F("attempts") + 1):
            return None
        return payment


def _asked(payment: Payment) -> Answer:
    gateway = gateway_named(payment.provider)
    answer = gateway.query(payment.reference)
    is_waiting = payment.order.state == Order.State.PENDING
    if is_waiting or answer.standing in {Standing.PAID, Standing.CLOSED}:
        return answer
    if answer.standing is Standing.OPEN:
        return gateway.close(payment.reference)
    if now() - payment.created_at > UNKNOWN_IS_OVER_AFTER:
        return Answer(Standing.CLOSED, payment.reference)
    return answer
