"""The one way to an entitlement: by a signed link, or as its holder."""

from wenfang.accounts.models import User
from wenfang.delivery.errors import EntitlementClosedError
from wenfang.delivery.links import entitlement_id_in
from wenfang.delivery.models import Entitlement
from wenfang.kernel.errors import NotFoundError


def entitlement_behind(token: str) -> Entitlement:
    """The open entitlement of a download link, looked up at every request.

    Raises LinkExpiredError, EntitlementClosedError, or NotFoundError for a link not of ours.
    """
    rows = Entitlement.objects.select_related("revision__blob", "revision__document")
    entitlement = rows.filter(pk=entitlement_id_in(token)).first()
    if entitlement is None:
        raise NotFoundError
    if not entitlement.is_open:
        raise EntitlementClosedError
    return entitlement


def entitlement_of(entitlement_id: str, holder: User) -> Entitlement:
    """The holder's own entitlement, open or closed; NotFoundError for anybody else's."""
    rows = Entitlement.objects.select_related("revision__blob", "revision__document")
    entitlement = rows.filter(pk=entitlement_id, holder=holder).first()
    if entitlement is None:
        raise NotFoundError
    return entitlement
