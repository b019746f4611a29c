"""Giving a buyer the money back."""

from django.db import transaction

from wenfang.sales.errors import NothingToRefundError
from wenfang.sales.models import Order, Payment, Refund
from wenfang.sales.steps.deliver_order import take_back_order
from wenfang.sales.steps.lock_order import lock_order
from wenfang.sales.steps.tell_buyer import tell_money_back
from wenfang.sales.steps.write_refund import refunded_amount, write_refund


def request_refund(*, order: Order, reason: str) -> Refund:
    """Refund a paid order in full: its download closes now, the provider is asked right after.

    Raises NothingToRefundError when it was free, or its money is on its way back already.
    """
    with transaction.atomic(durable=True):
        locked = lock_order(order.pk)
        payment = _payment_to_refund(locked)
        take_back_order(locked, reason)
        amount = payment.amount - refunded_amount(payment)
        refund = write_refund(payment=payment, amount=amount, reason=reason)
        tell_money_back(locked, refund)
    return refund


def _payment_to_refund(order: Order) -> Payment:
    """The captured payment that delivered the order; others were sent back when they came."""
    if order.state == Order.State.PAID:
        for payment in order.payments.filter(state=Payment.State.CAPTURED):
            if refunded_amount(payment) < payment.amount:
                return payment
    raise NothingToRefundError
