"""Parts of a sale; each needs its caller's transaction."""

from django.db import transaction


def need_transaction() -> None:
    """RuntimeError outside a transaction: half a sale must never be kept."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a step needs its caller's transaction")
