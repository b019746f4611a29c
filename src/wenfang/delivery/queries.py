"""Who may download what, and what was downloaded."""

from django.db.models import F, QuerySet

from wenfang.accounts.models import User
from wenfang.delivery.models import Download, Entitlement
from wenfang.documents.models import Revision


def entitlements_of(user: User) -> QuerySet[Entitlement]:
    """A member's open rights, newest first, with document and file at hand."""
    return (
        Entitlement.objects.filter(holder=user, closed_at__isnull=True)
        .select_related("revision__document__owner", "revision__blob")
        .order_by("-opened_at")
    )


def entitlement_for(viewer: User | None, revision: Revision | None) -> Entitlement | None:
    """The member's open right to this very revision; guests hold theirs through an order."""
    if viewer is None or revision is None:
        return None
    return entitlements_of(viewer).filter(revision=revision).first()


def open_entitlement_from(source_kind: str, source_id: str) -> Entitlement | None:
    """The right that one source opened, while it is open."""
    return Entitlement.objects.filter(
        source_kind=source_kind, source_id=source_id, closed_at__isnull=True
    ).first()


def other_entitlement(
    *, revision: Revision, holder: User | None, email: str
) -> QuerySet[Entitlement]:
    """Open rights to a revision of the same person: the member, or a guest with that address."""
    rows = Entitlement.objects.filter(revision=revision, closed_at__isnull=True)
    if holder is not None:
        return rows.filter(holder=holder)
    if not email:
        return rows.none()
    return rows.filter(holder__isnull=True, email=email.lower())


def finished_downloads(document_id: str) -> int:
    """How many buyers have received a document to its last byte, each counted once."""
    finished = Download.objects.filter(
        entitlement__revision__document_id=document_id,
        last_byte__gte=F("entitlement__revision__blob__size") - 1,
        bytes_sent__gte=F("last_byte") - F("first_byte") + 1,
    )
    return finished.values("entitlement_id").distinct().count()
