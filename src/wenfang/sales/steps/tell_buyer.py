"""Telling the buyer what became of an order, in the transaction in which it became so."""

from django.conf import settings

from wenfang.kernel.clock import now
from wenfang.kernel.money import Money
from wenfang.notify.steps.write_mail import write_mail
from wenfang.sales.guest_links import guest_path
from wenfang.sales.letters import DELIVERED, MONEY_BACK, Letter, reason_in_words
from wenfang.sales.models import Order, Refund
from wenfang.sales.rules import LETTERS_WITHIN, MOST_LETTERS, ORDER_LIFETIME


def tell_delivered(order: Order) -> None:
    """Mail the link that opens the order; nothing if the buyer left no address.

    Nothing either for the next of many free documents: whoever orders them may give the address
    of somebody else, who would get a mail for each.
    """
    if not order.amount and order.buyer_id is None and _free_orders_of_late(order) > MOST_LETTERS:
        return
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


def _free_orders_of_late(order: Order) -> int:
    """This one included; by when orders would have expired, because that has an index."""
    since = now() - LETTERS_WITHIN + ORDER_LIFETIME
    rows = Order.objects.filter(state=Order.State.PAID, expires_at__gte=since)
    return rows.filter(email=order.email, buyer__isnull=True, amount=0).count()


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
