"""Writing down that a payment goes back, before the provider hears of it."""

from django.db.models import Sum

from wenfang.kernel.money import Money
from wenfang.queue.enqueue import enqueue
from wenfang.queue.transactions import need_transaction
from wenfang.sales.errors import NothingToRefundError, RefundTooLargeError
from wenfang.sales.models import Payment, Refund


def write_refund(*, payment: Payment, amount: int, reason: str) -> Refund:
    """Add a refund of a captured payment and wake the job that asks the provider for it.

    Refunds that the provider refused count too: nobody knows yet whether their money moved.
    """
    need_transaction()
    locked = Payment.objects.select_for_update(of=("self",), no_key=True).get(pk=payment.pk)
    if locked.state != Payment.State.CAPTURED:
        raise NothingToRefundError
    left = locked.amount - refunded_amount(locked)
    if left == 0:
        raise NothingToRefundError
    if not 0 < amount <= left:
        raise RefundTooLargeError(left=Money(left, locked.currency))
    refund = Refund.objects.create(payment=locked, amount=amount, reason=reason)
    enqueue("request_refund", refund_id=refund.pk)
    return refund


def refunded_amount(payment: Payment) -> int:
    return payment.refunds.aggregate(total=Sum("amount"))["total"] or 0
