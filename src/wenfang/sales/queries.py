"""Orders of a buyer, what they lead to, and rows that wait for somebody to act."""

from datetime import timedelta

from django.db.models import QuerySet

from wenfang.accounts.models import User
from wenfang.delivery.links import signed_download
from wenfang.delivery.models import Entitlement
from wenfang.delivery.queries import open_entitlement_from
from wenfang.kernel.clock import now
from wenfang.queue.leases import overdue
from wenfang.sales.models import Notice, Order, OrderLine, Payment, Refund
from wenfang.sales.steps.deliver_order import SOURCE

# What was committed this recently has just woken its own job.
SETTLING = timedelta(seconds=3)


def orders_for(buyer: User) -> QuerySet[Order]:
    """A member's orders, newest first, with their lines."""
    rows = Order.objects.filter(buyer=buyer).order_by("-created_at")
    return rows.prefetch_related("lines__document", "lines__revision")


def entitlement_of_order(order: Order) -> Entitlement | None:
    """The open right that this order gives; None before it is paid and after a refund."""
    if order.state != Order.State.PAID:
        return None
    line = order.lines.first()
    return open_entitlement_from(SOURCE, str(line.pk)) if line else None


def download_of_order(order: Order) -> str | None:
    """A fresh download path for a paid order; None while there is nothing to download."""
    entitlement = entitlement_of_order(order)
    return signed_download(entitlement) if entitlement else None


def refunds_of(order: Order) -> QuerySet[Refund]:
    """Money of this order that went back or is on its way."""
    return Refund.objects.filter(payment__order=order).order_by("created_at")


def sales_count(document_id: str) -> int:
    """How many paid orders a document has, free ones included."""
    lines = OrderLine.objects.filter(document_id=document_id, order__state=Order.State.PAID)
    return lines.count()


def overdue_notices() -> QuerySet[Notice]:
    waiting = Notice.objects.filter(overdue(), state=Notice.State.RECEIVED)
    return waiting.filter(received_at__lt=now() - SETTLING)


def overdue_payments() -> QuerySet[Payment]:
    return Payment.objects.filter(state=Payment.State.STARTED, ask_again_at__lte=now())


def overdue_refunds() -> QuerySet[Refund]:
    waiting = Refund.objects.filter(overdue(), state=Refund.State.REQUESTED)
    return waiting.filter(created_at__lt=now() - SETTLING)
