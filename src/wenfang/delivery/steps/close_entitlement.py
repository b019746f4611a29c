"""Taking back the rights that one source opened."""

from wenfang.delivery.models import Entitlement
from wenfang.kernel.clock import now
from wenfang.queue.transactions import need_transaction


def close_entitlements(*, source_kind: str, source_id: str, reason: str) -> int:
    """Close what is open; returns how many were. The rows stay, with the reason."""
    need_transaction()
    open_ones = Entitlement.objects.filter(
        source_kind=source_kind, source_id=source_id, closed_at__isnull=True
    )
    return open_ones.update(closed_at=now(), closed_reason=reason[:200])
