"""Giving up an order before it is paid."""

from django.db import transaction

from wenfang.sales.models import Order
from wenfang.sales.steps.change_state import change_state
from wenfang.sales.steps.close_payments import close_payments
from wenfang.sales.steps.lock_order import lock_order


def cancel_order(*, order: Order) -> Order:
    """Cancel a pending order; OrderStateError if it is anything else by now.

    Its open payments are closed at the provider. Money that arrives all the same is settled.
    """
    with transaction.atomic(durable=True):
        locked = lock_order(order.pk)
        change_state(locked, Order.State.CANCELLED)
        close_payments(locked)
    return locked
