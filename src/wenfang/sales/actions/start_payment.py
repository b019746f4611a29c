"""Sending a buyer to a provider's pay page."""

from datetime import timedelta

from django.db import transaction

from wenfang.kernel.clock import now
from wenfang.sales.database import refuse_unsafe_database
from wenfang.sales.errors import OrderNotPayableError, UnknownGatewayError
from wenfang.sales.gateway import Charge, Gateway, StartedPayment
from wenfang.sales.models import Order, Payment
from wenfang.sales.providers import gateway_named, offered_providers
from wenfang.sales.rules import ask_gap
from wenfang.sales.steps.lock_order import lock_order


def start_payment(*, order: Order, return_url: str, provider: str = "") -> StartedPayment:
    """Open a payment for a pending order, or come back to the one that is open already.

    ``return_url`` is absolute; without ``provider`` the site's preferred one is taken. Raises
    OrderNotPayableError, ProviderUnavailableError, UnknownGatewayError, SandboxRefusedError.
    """
    refuse_unsafe_database()
    chosen = provider or next(iter(offered_providers()), "")
    if not chosen:
        raise UnknownGatewayError(name=provider)
    gateway = gateway_named(chosen)
    payment = _payment_row(order.pk, chosen, gateway)
    titles = "、".join(order.lines.values_list("title", flat=True))
    return gateway.start(
        Charge(
            reference=payment.reference,
            order=order.number,
            subject=titles[:120],
            amount=payment.amount,
            currency=payment.currency,
            return_url=return_url,
        )
    )


def _payment_row(order_id: str, provider: str, gateway: Gateway) -> Payment:
    """The row is written before the provider hears of it: whatever crashes, we know to ask."""
    with transaction.atomic(durable=True):
        order = lock_order(order_id)
        if order.state != Order.State.PENDING or order.expires_at <= now() or not order.amount:
            raise OrderNotPayableError
        started = order.payments.filter(
            provider=provider, merchant=gateway.merchant, state=Payment.State.STARTED
        )
        return started.first() or Payment.objects.create(
            order=order,
            provider=provider,
            merchant=gateway.merchant,
            amount=order.amount,
            currency=order.currency,
            ask_again_at=now() + ask_gap(timedelta()),
        )
