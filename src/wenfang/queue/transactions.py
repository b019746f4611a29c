"""What belongs together with its cause: steps run in their caller's transaction or not at all."""

from django.db import transaction


def need_transaction() -> None:
    """RuntimeError outside a transaction: half of what an action does must never be kept."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a step needs its caller's transaction")
