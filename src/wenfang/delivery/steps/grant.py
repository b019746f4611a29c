"""Giving somebody the right to a revision."""

from wenfang.accounts.models import User
from wenfang.delivery.models import Entitlement
from wenfang.documents.models import Revision
from wenfang.queue.transactions import need_transaction


def grant(
    *,
    revision: Revision,
    holder: User | None,
    email: str,
    source_kind: str,
    source_id: str,
    reason: str = "",
) -> Entitlement:
    """Open the right once for each source; the same source gets the row that it opened before.

    A right that was closed stays closed: a refunded sale is not revived by a repeated message.
    """
    need_transaction()
    entitlement, _ = Entitlement.objects.get_or_create(
        source_kind=source_kind,
        source_id=source_id,
        revision=revision,
        defaults={"holder": holder, "email": email.lower(), "reason": reason},
    )
    return entitlement
