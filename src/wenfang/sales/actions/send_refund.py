"""Asking the provider for a refund that is written down."""

import logging

from django.db import transaction

from wenfang.kernel.clock import now
from wenfang.queue.leases import claim
from wenfang.sales.errors import ProviderUnavailableError, RefundRefusedError
from wenfang.sales.gateway import RefundRequest
from wenfang.sales.ledger_accounts import order_account, provider_account
from wenfang.sales.models import Refund
from wenfang.sales.providers import gateway_named
from wenfang.sales.rules import pause_after
from wenfang.sales.steps.lock_order import lock_order
from wenfang.sales.steps.write_transfer import write_transfer

log = logging.getLogger(__name__)


def send_refund(*, refund_id: str) -> bool:
    """Ask until the provider agrees; True when this call brought the refund to its end.

    The number sent is the row's id every time, so the provider pays once. Unknown is not failed:
    without an answer the row stays requested, for as long as it takes.
    """
    rows = Refund.objects.filter(pk=refund_id, state=Refund.State.REQUESTED)
    with transaction.atomic(durable=True):
        if not claim(rows):
            return False
        refund = rows.select_related("payment__order").get()
    payment = refund.payment
    request = RefundRequest(
        refund.pk, payment.reference, refund.amount, payment.currency, refund.reason
    )
    try:
        gateway_named(payment.provider).refund(request)
    except ProviderUnavailableError:
        _put_off(refund)
        return False
    except RefundRefusedError as error:
        log.error("refund %s: %s", refund.pk, error)
        _bury(refund, str(error))
        return False
    return _record_done(refund)


def _record_done(refund: Refund) -> bool:
    with transaction.atomic(durable=True):
        order = lock_order(refund.payment.order_id)
        changed = Refund.objects.filter(pk=refund.pk, state=Refund.State.REQUESTED).update(
            state=Refund.State.DONE, done_at=now(), lease_until=None, problem=""
        )
        if not changed:
            return False
        write_transfer(
            source=order_account(order),
            target=provider_account(refund.payment),
            amount=refund.amount,
            currency=refund.payment.currency,
            kind="refund",
            reference=refund.pk,
        )
    return True


def _put_off(refund: Refund) -> None:
    with transaction.atomic(durable=True):
        Refund.objects.filter(pk=refund.pk, state=Refund.State.REQUESTED).update(
            lease_until=now() + pause_after(refund.attempts),
            problem="the provider does not answer",
        )


def _bury(refund: Refund, problem: str) -> None:
    with transaction.atomic(durable=True):
        Refund.objects.filter(pk=refund.pk, state=Refund.State.REQUESTED).update(
            state=Refund.State.DEAD, lease_until=None, problem=problem
        )
