"""Ending orders that nobody paid in time."""

from django.db import transaction

from wenfang.kernel.clock import now
from wenfang.sales.models import Order
from wenfang.sales.steps.change_state import change_state
from wenfang.sales.steps.close_payments import close_payments
from wenfang.sales.steps.lock_order import lock_order

MOST_AT_ONCE = 200


def expire_orders() -> int:
    """Expire what is overdue, one transaction each; returns how many."""
    overdue = Order.objects.filter(state=Order.State.PENDING, expires_at__lte=now())
    ids = list(overdue.order_by("expires_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
    return sum(_expire(order_id) for order_id in ids)


def _expire(order_id: str) -> bool:
    with transaction.atomic(durable=True):
        order = lock_order(order_id)
        if order.state != Order.State.PENDING:
            return False
        change_state(order, Order.State.EXPIRED)
        close_payments(order)
    return True
