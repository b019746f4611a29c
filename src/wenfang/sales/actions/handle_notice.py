"""Acting on a stored notice: ask the provider, and settle from what it answers."""

import logging

from django.db import transaction

from wenfang.kernel.clock import now
from wenfang.queue.leases import claim
from wenfang.sales.actions.settle_payment import settle_payment
from wenfang.sales.errors import PaymentMismatchError, ProviderUnavailableError
from wenfang.sales.models import Notice, Payment
from wenfang.sales.providers import gateway_named
from wenfang.sales.rules import is_hopeless, pause_after

log = logging.getLogger(__name__)


def handle_notice(*, notice_id: str) -> bool:
    """Bring the payment that a notice is about up to date; False when there was nothing to do.

    The notice itself is never believed. A crash anywhere leaves it for the sweep.
    """
    rows = Notice.objects.filter(pk=notice_id, state=Notice.State.RECEIVED)
    with transaction.atomic(durable=True):
        if not claim(rows):
            return False
        notice = rows.get()
    payment = Payment.objects.filter(provider=notice.provider, reference=notice.reference).first()
    if payment is None:
        _finish(notice, Notice.State.DEAD, "no payment has this reference")
        return False
    try:
        answer = gateway_named(notice.provider).query(payment.reference)
        settle_payment(payment_id=payment.pk, answer=answer)
    except ProviderUnavailableError:
        _put_off(notice)
        return False
    except PaymentMismatchError as error:
        log.error("payment %s: %s", payment.pk, error)
        _finish(notice, Notice.State.DEAD, str(error))
        return False
    _finish(notice, Notice.State.HANDLED, "")
    return True


def _finish(notice: Notice, state: Notice.State, problem: str) -> None:
    with transaction.atomic(durable=True):
        Notice.objects.filter(pk=notice.pk).update(state=state, problem=problem, lease_until=None)


def _put_off(notice: Notice) -> None:
    if is_hopeless(notice.attempts):
        _finish(notice, Notice.State.DEAD, "the provider never answered")
        return
    with transaction.atomic(durable=True):
        Notice.objects.filter(pk=notice.pk).update(
            lease_until=now() + pause_after(notice.attempts),
            problem="the provider does not answer",
        )
