"""Laying a revision before the moderators instead of before the public."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wenfang.accounts.queries import moderators
from wenfang.catalogue.models import Listing
from wenfang.catalogue.steps.note_change import note_change
from wenfang.documents.models import Revision
from wenfang.kernel.clock import now
from wenfang.notify.steps.write_mail import write_mail
from wenfang.queue.transactions import need_transaction


def propose_revision(listing: Listing, revision: Revision) -> None:
    """Make ``revision`` wait, in the caller's transaction; what is on sale stays on sale.

    A newer revision takes the waiting one's place in the queue, of which nobody is told twice.
    """
    need_transaction()
    is_new = listing.proposed_id is None
    listing.proposed = revision
    listing.returned_reason = ""
    if is_new:
        listing.proposed_at = now()
    if listing.state != Listing.State.PUBLISHED:
        listing.state = Listing.State.REVIEW
    listing.save(update_fields=["proposed", "proposed_at", "returned_reason", "state"])
    note_change(listing)
    if is_new:
        _tell_moderators(listing)


def _tell_moderators(listing: Listing) -> None:
    for moderator in moderators():
        with translation.override(moderator.language or settings.LANGUAGE_CODE):
            write_mail(
                recipient=moderator.email,
                subject=_("Waiting for review: %(title)s") % {"title": listing.document},
                body=_body(listing),
                kind="review",
            )


def _body(listing: Listing) -> str:
    lines = [
        _("%(author)s wants to publish a document. Nobody else sees it until you accept it.")
        % {"author": listing.document.owner},
        _("Title: %(title)s") % {"title": listing.document},
        "",
        _("Look at it and decide:"),
        f"{settings.WENFANG_URL}/operate/review/{listing.pk}",
    ]
    return "\n".join(lines)
