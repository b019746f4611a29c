"""The ledger must agree with what happened, and the database must protect it."""

from collections import Counter
from collections.abc import Iterator

from django.db import connection

from wenfang.sales.ledger_accounts import author_account, order_account, provider_account
from wenfang.sales.models import LedgerEntry, Order, OrderLine, Payment, Refund

TRIGGERS = {"ledger_refuses_update", "ledger_refuses_delete"}
QUERIES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}


def rows_are_protected() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
    for name in sorted(TRIGGERS - present):
        yield f"the trigger {name} is missing: ledger rows can be changed"


def transfers_are_sound() -> Iterator[str]:
    """One row takes from one account what it gives to another, so the sum is zero by form."""
    for entry in LedgerEntry.objects.iterator():
        if entry.amount <= 0 or entry.from_account == entry.to_account:
            yield f"transfer {entry.pk} moves nothing"


def transfers_match_what_happened() -> Iterator[str]:
    """Captures, sales and refunds each have exactly their transfers, and no transfer is alone."""
    expected = Counter(_captures()) + Counter(_sales()) + Counter(_refunds())
    written = Counter(
        LedgerEntry.objects.values_list("kind", "from_account", "to_account", "amount", "currency")
    )
    for kind, source, target, amount, _ in sorted((expected - written).keys()):
        yield f"the {kind} of {amount} from {source} to {target} is not in the ledger"
    for kind, source, target, amount, _ in sorted((written - expected).keys()):
        yield f"the {kind} of {amount} from {source} to {target} is in the ledger without a cause"


Transfer = tuple[str, str, str, int, str]


def _captures() -> Iterator[Transfer]:
    captured = Payment.objects.filter(state=Payment.State.CAPTURED).select_related("order")
    for payment in captured.iterator():
        source, target = provider_account(payment), order_account(payment.order)
        yield "capture", source, target, payment.amount, payment.currency


def _sales() -> Iterator[Transfer]:
    """An order that has been paid has sold each line; one refunded after that took it back."""
    lines = OrderLine.objects.filter(amount__gt=0, order__paid_at__isnull=False)
    for line in lines.select_related("order", "document").iterator():
        order, author = order_account(line.order), author_account(line)
        yield "sale", order, author, line.amount, line.order.currency
        if line.order.state == Order.State.REFUNDED:
            yield "sale_back", author, order, line.amount, line.order.currency


def _refunds() -> Iterator[Transfer]:
    done = Refund.objects.filter(state=Refund.State.DONE).select_related("payment__order")
    for refund in done.iterator():
        payment = refund.payment
        source, target = order_account(payment.order), provider_account(payment)
        yield "refund", source, target, refund.amount, payment.currency
