"""Orders, payments, rights and refunds must agree with each other."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from wenfang.delivery.models import Entitlement
from wenfang.kernel.clock import now
from wenfang.kernel.ids import mask
from wenfang.sales.models import Notice, Order, OrderLine, Payment, Refund
from wenfang.sales.steps.deliver_order import SOURCE
from wenfang.sales.steps.write_refund import refunded_amount

# Longer than any pause between two tries: a row this old is one that nobody looks after.
FORGOTTEN_AFTER = timedelta(hours=2)


def captured_money_has_an_effect() -> Iterator[str]:
    """A captured payment opened a right for each line, or went back."""
    captured = Payment.objects.filter(state=Payment.State.CAPTURED).select_related("order")
    for payment in captured.iterator():
        is_back = refunded_amount(payment) >= payment.amount
        is_delivered = payment.order.state == Order.State.PAID and _has_all_rights(payment.order)
        if not (is_back or is_delivered):
            yield f"order {payment.order.number}: {payment.amount} came and led to nothing"


def rights_have_a_cause() -> Iterator[str]:
    """An open right from a sale belongs to a paid order, and that to money or to no price."""
    rights = Entitlement.objects.filter(source_kind=SOURCE, closed_at__isnull=True)
    for right in rights.iterator():
        line = OrderLine.objects.filter(pk=right.source_id).select_related("order").first()
        if line is None or line.order.state != Order.State.PAID:
            yield f"entitlement {mask(right.pk)} is open without a paid order"
        elif line.order.amount and not _kept_payments(line.order):
            yield f"order {line.order.number} is paid without money"


def payments_match_their_orders() -> Iterator[str]:
    wrong = Payment.objects.filter(state=Payment.State.CAPTURED).exclude(
        amount=F("order__amount"), currency=F("order__currency")
    )
    for payment in wrong.select_related("order"):
        yield f"order {payment.order.number}: another sum was taken than was asked for"
    nameless = Payment.objects.filter(state=Payment.State.CAPTURED, provider_transaction=None)
    for payment in nameless.select_related("order"):
        yield f"order {payment.order.number}: money without a transaction of the provider"


def transactions_credit_once() -> Iterator[str]:
    used = Payment.objects.exclude(provider_transaction=None)
    groups = used.values("provider", "provider_transaction").annotate(times=Count("id"))
    for group in groups.filter(times__gt=1):
        yield f"{group['provider']}: one transaction credited {group['times']} payments"


def refunds_stay_within_payments() -> Iterator[str]:
    totals = Payment.objects.annotate(back=Coalesce(Sum("refunds__amount"), 0))
    too_much = totals.filter(
        Q(back__gt=F("amount")) | Q(back__gt=0) & ~Q(state=Payment.State.CAPTURED)
    )
    for payment in too_much.select_related("order"):
        yield f"order {payment.order.number}: {payment.back} goes back of {payment.amount}"


def buyers_paid_once() -> Iterator[str]:
    """Nobody holds one revision through two sales that cost money."""
    rights = Entitlement.objects.filter(source_kind=SOURCE, closed_at__isnull=True)
    holders = rights.exclude(holder=None, email="").values("revision", "holder", "email")
    for group in holders.annotate(times=Count("id")).filter(times__gt=1):
        same = rights.filter(
            revision=group["revision"], holder=group["holder"], email=group["email"]
        )
        lines = OrderLine.objects.filter(pk__in=[int(right.source_id) for right in same])
        paid = [line.order.number for line in lines.filter(amount__gt=0).select_related("order")]
        if len(paid) > 1:
            yield f"orders {', '.join(sorted(paid))} sold the same to the same buyer"


def nothing_is_forgotten() -> Iterator[str]:
    """Unfinished rows are being looked after, and none has been given up."""
    limit = now() - FORGOTTEN_AFTER
    late = Q(lease_until=None) | Q(lease_until__lt=limit)
    for notice in Notice.objects.filter(late, state="received", received_at__lt=limit):
        yield f"notice {notice.pk} from {notice.provider} waits since {notice.received_at:%F %R}"
    for refund in Refund.objects.filter(late, state="requested", created_at__lt=limit):
        yield f"refund {refund.pk} waits since {refund.created_at:%F %R}"
    unasked = Q(ask_again_at=None) | Q(ask_again_at__lt=limit)
    for payment in Payment.objects.filter(unasked, state="started"):
        yield f"payment {payment.pk} is not asked about"
    for dead in Refund.objects.filter(state=Refund.State.DEAD):
        yield f"refund {dead.pk} was given up: {dead.problem}"
    for payment in Payment.objects.exclude(problem=""):
        yield f"payment {payment.pk}: {payment.problem}"


def _has_all_rights(order: Order) -> bool:
    lines = [str(pk) for pk in order.lines.values_list("pk", flat=True)]
    open_ones = Entitlement.objects.filter(
        source_kind=SOURCE, source_id__in=lines, closed_at__isnull=True
    )
    return bool(lines) and open_ones.count() == len(lines)


def _kept_payments(order: Order) -> list[Payment]:
    captured = order.payments.filter(state=Payment.State.CAPTURED)
    return [payment for payment in captured if refunded_amount(payment) < payment.amount]
