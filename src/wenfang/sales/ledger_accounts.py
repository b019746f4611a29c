"""Names of the ledger's accounts. Orders go by their public number: their id can be a key."""

from wenfang.sales.models import Order, OrderLine, Payment


def provider_account(payment: Payment) -> str:
    return f"provider:{payment.provider}"


def order_account(order: Order) -> str:
    return f"order:{order.number}"


def author_account(line: OrderLine) -> str:
    return f"author:{line.document.owner_id}"
