"""Locking an order; whoever changes anything about it comes through here first."""

from wenfang.documents.models import Document
from wenfang.queue.transactions import need_transaction
from wenfang.sales.models import Order


def lock_order(order_id: str) -> Order:
    """The order as it is now; it stays so until the caller's transaction ends."""
    need_transaction()
    return Order.objects.select_for_update(of=("self",), no_key=True).get(pk=order_id)


def lock_documents(order: Order) -> None:
    """Let sales of the same document settle one after the other.

    Two orders of one buyer for one document share no row; without this both would be delivered.
    Always taken after the order, and in one order of ids, so that nothing waits in a circle.
    """
    need_transaction()
    ids = order.lines.values("document_id")
    rows = Document.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids)
    list(rows.order_by("pk").values_list("pk"))
