"""The numbers that tell an operator whether the site is well."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from wenfang.catalogue.models import Listing
from wenfang.catalogue.queries import listings_in_review
from wenfang.documents.errors import QUARANTINED
from wenfang.documents.models import Blob, Revision
from wenfang.notify.models import OutgoingMail
from wenfang.press import KilledError, OurFaultError
from wenfang.sales.models import Notice, Order, Refund

OUR_FAULTS = (OurFaultError.code, KilledError.code, QUARANTINED)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name; ``tone`` is ``bad`` where somebody has to look."""

    label: str
    count: int
    tone: str = "plain"


def _by_state(rows: "QuerySet[Revision] | QuerySet[Listing] | QuerySet[Order]") -> dict[str, int]:
    return dict(rows.order_by().values_list("state").annotate(count=Count("pk")))


def document_counts() -> list[Figure]:
    """Documents by what they are for readers, and revisions that are not finished."""
    listings = _by_state(Listing.objects.all())
    revisions = _by_state(Revision.objects.all())
    waiting = revisions.get("received", 0) + revisions.get("pressing", 0)
    failed = revisions.get("failed", 0)
    infected = Blob.objects.filter(scan=Blob.Scan.INFECTED).count()
    return [
        Figure(_("On sale"), listings.get("published", 0)),
        Figure(_("Waiting for review"), listings_in_review().count()),
        Figure(_("Drafts"), listings.get("draft", 0)),
        Figure(_("Withdrawn"), listings.get("withdrawn", 0)),
        Figure(_("In conversion"), waiting),
        Figure(_("Failed revisions"), failed, "bad" if failed else "plain"),
        Figure(_("Infected files"), infected, "bad" if infected else "plain"),
    ]


def money_counts() -> list[Figure]:
    """Orders by state."""
    orders = _by_state(Order.objects.all())
    return [
        Figure(_("Paid orders"), orders.get("paid", 0)),
        Figure(_("Waiting for payment"), orders.get("pending", 0)),
        Figure(_("Refunded orders"), orders.get("refunded", 0)),
    ]


def dead_rows() -> list[Figure]:
    """Work that was given up after many tries; each needs a person."""
    counts = [
        (_("Mails that could not be sent"), OutgoingMail.objects.filter(state="dead").count()),
        (_("Payment notices not understood"), Notice.objects.filter(state="dead").count()),
        (_("Refunds that failed"), Refund.objects.filter(state="dead").count()),
        (
            _("Conversions that failed through our fault"),
            Revision.objects.filter(state="failed", error_code__in=OUR_FAULTS).count(),
        ),
    ]
    return [Figure(label, count, "bad" if count else "good") for label, count in counts]
