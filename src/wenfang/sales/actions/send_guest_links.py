"""Mailing guests the links to what they bought, for whoever lost the first mail."""

from django.conf import settings
from django.db import transaction

from wenfang.notify.steps.write_mail import write_mail
from wenfang.sales.guest_links import guest_path
from wenfang.sales.letters import Letter
from wenfang.sales.models import Order

MOST_LINKS = 50

FOUND_AGAIN = Letter(
    subject_zh="您在文坊购买的文档",
    subject_en="What you bought at Wenfang",
    body_zh="""您好：

以下是用这个邮箱购买的文档，链接长期有效：

{links}

如果不是您本人的操作，无需理会；链接只寄到这个邮箱。
""",
    body_en="""Hello,

these documents were bought with this address; the links keep working:

{links}

If you did not ask for this, do nothing: the links went to this address only.
""",
)


def send_guest_links(*, email: str, language: str = "") -> int:
    """Mail one letter with the links of the paid guest orders of an address; returns how many.

    The caller must not tell anybody the number: it says who has bought here.
    """
    address = email.strip().lower()
    with transaction.atomic(durable=True):
        orders = _paid_orders(address)
        if orders:
            subject, body = FOUND_AGAIN.in_words(
                language or settings.LANGUAGE_CODE, links="\n\n".join(map(_line, orders))
            )
            write_mail(recipient=address, subject=subject, body=body, kind="guest_links")
    return len(orders)


def _paid_orders(address: str) -> list[Order]:
    rows = Order.objects.filter(email=address, buyer__isnull=True, state=Order.State.PAID)
    return list(rows.prefetch_related("lines").order_by("-created_at")[:MOST_LINKS])


def _line(order: Order) -> str:
    titles = "、".join(line.title for line in order.lines.all())
    return f"{titles}\n{settings.WENFANG_URL}{guest_path(order.pk)}"
