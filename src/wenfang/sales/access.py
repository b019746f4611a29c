"""The one way to an order: its id for a guest's, the member for a member's."""

from wenfang.accounts.models import User
from wenfang.kernel.errors import NotFoundError
from wenfang.sales.guest_links import order_id_in
from wenfang.sales.models import Order


def order_for(order_id: str, viewer: User | None) -> Order:
    """A guest's order to whoever knows its id, a member's to that member; else NotFoundError."""
    rows = Order.objects.prefetch_related("lines__document", "lines__revision")
    order = rows.filter(pk=order_id).first()
    if order is None or (order.buyer_id is not None and order.buyer_id != _id_of(viewer)):
        raise NotFoundError
    return order


def order_behind(token: str) -> Order:
    """The guest's order that a mailed link opens; NotFoundError if the link is not ours."""
    return order_for(order_id_in(token) or "", None)


def _id_of(viewer: User | None) -> str | None:
    return viewer.pk if viewer else None
