"""Writing one row of the ledger."""

from wenfang.queue.transactions import need_transaction
from wenfang.sales.models import LedgerEntry


def write_transfer(
    *, source: str, target: str, amount: int, currency: str, kind: str, reference: str
) -> None:
    """Move ``amount`` from one account to another; the same cause can be written only once."""
    need_transaction()
    LedgerEntry.objects.create(
        from_account=source,
        to_account=target,
        amount=amount,
        currency=currency,
        kind=kind,
        reference=reference,
    )
