"""Mailing an author what a moderator decided."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wenfang.catalogue.models import Listing
from wenfang.notify.steps.write_mail import write_mail
from wenfang.queue.transactions import need_transaction


def tell_accepted(listing: Listing) -> None:
    """Write the mail in the author's language, in the caller's transaction."""
    with _author_language(listing):
        lines = [
            _("Your document was accepted and is on sale:"),
            f"{settings.WENFANG_URL}/d/{listing.pk}",
        ]
        _write(listing, _("On sale: %(title)s") % {"title": listing.document}, lines)


def tell_returned(listing: Listing, *, reason: str) -> None:
    """Write the mail in the author's language, in the caller's transaction."""
    with _author_language(listing):
        stays = listing.state == Listing.State.PUBLISHED
        lines = [
            _("A moderator has returned your document and gives this reason:"),
            "",
            reason,
            "",
            _("The revision before it stays on sale.") if stays else _("Nobody else can see it."),
            _("Change it and publish it again in the studio:"),
            f"{settings.WENFANG_URL}/studio/d/{listing.pk}",
        ]
        _write(listing, _("Returned: %(title)s") % {"title": listing.document}, lines)


def _author_language(listing: Listing) -> translation.override:
    return translation.override(listing.document.owner.language or settings.LANGUAGE_CODE)


def _write(listing: Listing, subject: str, lines: list[str]) -> None:
    need_transaction()
    recipient = listing.document.owner.email
    write_mail(recipient=recipient, subject=subject, body="\n".join(lines), kind="review")
