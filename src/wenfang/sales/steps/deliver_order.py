"""Turning a paid or free order into rights, earnings and a mail."""

from wenfang.delivery.steps.close_entitlement import close_entitlements
from wenfang.delivery.steps.grant import grant
from wenfang.kernel.clock import now
from wenfang.queue.enqueue import enqueue
from wenfang.queue.transactions import need_transaction
from wenfang.sales.ledger_accounts import author_account, order_account
from wenfang.sales.models import Order, OrderLine
from wenfang.sales.steps.change_state import change_state
from wenfang.sales.steps.tell_buyer import tell_delivered
from wenfang.sales.steps.write_transfer import write_transfer

SOURCE = "order_line"


def deliver_order(order: Order) -> None:
    """Make a locked order paid: its lines become entitlements, its money the authors'."""
    need_transaction()
    change_state(order, Order.State.PAID)
    order.paid_at = now()
    order.save(update_fields=["paid_at"])
    for line in _lines(order):
        grant(
            revision=line.revision,
            holder=order.buyer,
            email="" if order.buyer else order.email,
            source_kind=SOURCE,
            source_id=str(line.pk),
        )
        if line.amount:
            _transfer(line, order_account(order), author_account(line), "sale")
        enqueue("count_sales", document_id=line.document_id)
    tell_delivered(order)


def take_back_order(order: Order, reason: str) -> None:
    """Make a locked, delivered order refunded: rights are closed, earnings go back."""
    need_transaction()
    change_state(order, Order.State.REFUNDED)
    for line in _lines(order):
        close_entitlements(source_kind=SOURCE, source_id=str(line.pk), reason=reason)
        if line.amount:
            _transfer(line, author_account(line), order_account(order), "sale_back")
        enqueue("count_sales", document_id=line.document_id)


def _lines(order: Order) -> list[OrderLine]:
    return list(order.lines.select_related("document", "revision", "order"))


def _transfer(line: OrderLine, source: str, target: str, kind: str) -> None:
    write_transfer(
        source=source,
        target=target,
        amount=line.amount,
        currency=line.order.currency,
        kind=kind,
        reference=f"line-{line.pk}",
    )
