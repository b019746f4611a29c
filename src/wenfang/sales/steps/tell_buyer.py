"""Telling the buyer what became of an order, in the transaction in which it became so."""

from django.conf import settings

from wenfang.kernel.money import Money
from wenfang.notify.steps.write_mail import write_mail
from wenfang.sales.guest_links import guest_path
from wenfang.sales.letters import DELIVERED, MONEY_BACK, Letter, reason_in_words
from wenfang.sales.models import Order, Refund


def tell_delivered(order: Order) -> None:
    """Mail the link that opens the order; nothing if the buyer left no address."""
    _tell(order, DELIVERED, "order_paid", money=str(order.money), link=_link(order))


def tell_money_back(order: Order, refund: Refund, instead: Order | None = None) -> None:
    """Mail why a payment goes back; ``instead`` is the order to download from."""
    _tell(
        order,
        MONEY_BACK,
        "refund",
        money=str(Money(refund.amount, order.currency)),
        reason=reason_in_words(refund.reason, order.language or settings.LANGUAGE_CODE),
        link=_link(instead or order),
    )


def _tell(order: Order, letter: Letter, kind: str, **details: str) -> None:
    recipient = order.email or (order.buyer.email if order.buyer else "")
    if not recipient:
        return
    titles = "、".join(order.lines.values_list("title", flat=True))
    subject, body = letter.in_words(
        order.language or settings.LANGUAGE_CODE, number=order.number, title=titles, **details
    )
    write_mail(recipient=recipient, subject=subject, body=body, kind=kind)


def _link(order: Order) -> str:
    path = f"/orders/{order.pk}" if order.buyer_id else guest_path(order.pk)
    return f"{settings.WENFANG_URL}{path}"
