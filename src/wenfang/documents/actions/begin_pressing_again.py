"""Taking a ready revision's lease to press it once more, because there are other fonts now."""

import logging

from django.conf import settings
from django.db import transaction

from wenfang.documents.holders import new_holder
from wenfang.documents.models import Revision
from wenfang.press import fonts_fingerprint
from wenfang.queue.leases import claim

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 2


def begin_pressing_again(*, revision_id: str) -> Revision | None:
    """Lease a ready revision whose pages were made with other fonts; None when there is no need.

    After some lost attempts it is given up, and keeps its pages until the fonts change again.
    """
    edition = fonts_fingerprint(settings.WENFANG_FONTS)
    rows = Revision.objects.filter(pk=revision_id, state=Revision.State.READY)
    rows = rows.exclude(fonts_edition=edition)
    with transaction.atomic(durable=True):
        if not claim(rows, lease_owner=new_holder()):
            return None
        revision = rows.select_related("document", "blob").get()
        revision.fonts_edition = edition
        if revision.attempts <= MAX_ATTEMPTS:
            return revision
        log.error("revision %s cannot be pressed with other fonts", revision.pk)
        keep_old_pages(revision=revision)
        return None


def keep_old_pages(*, revision: Revision) -> None:
    """Give the lease back and do not try again with these fonts."""
    mine = Revision.objects.filter(pk=revision.pk, lease_owner=revision.lease_owner)
    mine.update(lease_until=None, lease_owner="", fonts_edition=revision.fonts_edition, attempts=0)
