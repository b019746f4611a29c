"""Pressing a ready revision once more, because the operator has other fonts now."""

import logging

from django.conf import settings
from django.db import transaction

from wenfang.documents.holders import new_holder
from wenfang.documents.models import Revision
from wenfang.documents.pressing import press_again_leased
from wenfang.press import fonts_fingerprint
from wenfang.queue.leases import claim

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 2


def press_again(*, revision_id: str) -> bool:
    """Whether it has new pages now; it stays ready, with the old ones, in any case.

    A revision that cannot be pressed again keeps its pages for as long as the fonts stay the same.
    """
    edition = fonts_fingerprint(settings.WENFANG_FONTS)
    revision = _begin(revision_id, edition)
    if revision is None:
        return False
    if press_again_leased(revision):
        return True
    mine = Revision.objects.filter(pk=revision.pk, lease_owner=revision.lease_owner)
    mine.update(lease_until=None, lease_owner="", fonts_edition=edition, attempts=0)
    return False


def _begin(revision_id: str, edition: str) -> Revision | None:
    rows = Revision.objects.filter(pk=revision_id, state=Revision.State.READY)
    rows = rows.exclude(fonts_edition=edition)
    with transaction.atomic(durable=True):
        if not claim(rows, lease_owner=new_holder()):
            return None
        revision = rows.select_related("document", "blob").get()
        if revision.attempts <= MAX_ATTEMPTS:
            return revision
        log.error("revision %s cannot be pressed with other fonts", revision.pk)
        rows.update(fonts_edition=edition, lease_until=None, lease_owner="", attempts=0)
        return None
