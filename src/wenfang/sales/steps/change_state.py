"""Moving an order from one state to the next."""

from wenfang.queue.transactions import need_transaction
from wenfang.sales.errors import OrderStateError
from wenfang.sales.models import Order
from wenfang.sales.rules import can_become


def change_state(order: Order, wanted: Order.State) -> None:
    """Change a locked order; OrderStateError when the table of transitions has no such move."""
    need_transaction()
    if not can_become(order.state, wanted):
        raise OrderStateError
    order.state = wanted
    order.save(update_fields=["state"])
