"""Opening and closing rights; each needs its caller's transaction."""

from django.db import transaction


def need_transaction() -> None:
    """RuntimeError outside a transaction: a right must not outlive the sale it belongs to."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a step needs its caller's transaction")
