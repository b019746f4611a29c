"""What the document page offers this visitor: the one button and the gate."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Offer:
    """``kind`` is buy, free, bought or own; ``action`` is what the one button says."""

    kind: str
    action: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands after the last free page; ``kind`` is the offer's."""

    kind: str
    free: int
    rest: int
    money: Money
    action: str
    url: str
    note: str


def offer_of(listing: Listing, user: User | None, entitlement: object) -> Offer:
    """The one button of the page for this visitor."""
    if user and user.pk == listing.document.owner_id:
        edit = reverse("studio:document-edit", args=[listing.document_id])
        return Offer("own", _("Edit in the studio"), edit, _("This is your own document."))
    if entitlement:
        note = _("You already have this document. Download it as often as you need.")
        return Offer("bought", _("Download from my library"), reverse("library:shelf"), note)
    order = f"{reverse('shop:order-new')}?document={listing.document_id}"
    if listing.money.is_free:
        return Offer("free", _("Download free"), order, _("No payment and no account needed."))
    note = _("No account needed: an e-mail address is enough.")
    return Offer("buy", _("Buy and download"), order, note)


def gate_of(listing: Listing, free: int, offer: Offer) -> Gate:
    """The end of the preview; ``rest`` may be 0 where the author shows every page."""
    pages = listing.revision.pages if listing.revision else 0
    return Gate(
        kind=offer.kind,
        free=free,
        rest=max(0, pages - free),
        money=listing.money,
        action=offer.action,
        url=offer.url,
        note=offer.note,
    )
