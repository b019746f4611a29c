"""Seeing to it that an order that is over is not paid any more."""

from wenfang.kernel.clock import now
from wenfang.queue.enqueue import enqueue
from wenfang.queue.transactions import need_transaction
from wenfang.sales.models import Order, Payment


def close_payments(order: Order) -> None:
    """Ask about its open payments now; those that are unpaid are closed at the provider."""
    need_transaction()
    started = order.payments.filter(state=Payment.State.STARTED)
    started.update(ask_again_at=now())
    for payment in started:
        enqueue("ask_provider", payment_id=payment.pk)
