"""What the page of an order shows."""

from datetime import timedelta
from typing import Any

from django.utils.translation import get_language

from wenfang.catalogue.queries import published_listings
from wenfang.kernel.clock import now
from wenfang.sales.letters import reason_in_words
from wenfang.sales.models import Order
from wenfang.sales.queries import download_of_order, refunds_of
from wenfang.web.cards import covers_of

SOON = timedelta(minutes=5)


def order_page(order: Order) -> dict[str, Any]:
    """Context of an order: its one line, its file, a fresh download path, or why it is over."""
    lines = order.lines.select_related("document__owner", "revision__blob")
    line = lines.get()
    return {
        "order": order,
        "line": line,
        "revision": line.revision,
        "cover": covers_of([line.revision_id]).get(line.revision_id),
        "download_url": download_of_order(order),
        "refund_reason": _refund_reason(order),
        "can_order_again": published_listings().filter(pk=line.document_id).exists(),
        "ask_every": 2 if now() - order.created_at < SOON else 10,
    }


def _refund_reason(order: Order) -> str:
    if order.state != Order.State.REFUNDED:
        return ""
    refund = refunds_of(order).last()
    return reason_in_words(refund.reason, get_language() or "zh") if refund else ""
