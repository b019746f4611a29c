"""Finding documents that would look different with the fonts that the operator has now."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from wenfang.documents import standby
from wenfang.documents.models import Revision
from wenfang.kernel.clock import now
from wenfang.press import fonts_fingerprint, would_change
from wenfang.queue.enqueue import enqueue
from wenfang.queue.leases import overdue

WAKE_AGAIN_AFTER = timedelta(minutes=10)
MOST_AT_ONCE = 50


def wake_other_fonts() -> int:
    """Wake the job for some ready revisions whose pages other fonts would change; how many.

    Those that would stay the same are noted as up to date. Harmless at any time.
    """
    edition = fonts_fingerprint(settings.WENFANG_FONTS)
    ready = Revision.objects.filter(overdue(), state=Revision.State.READY, due_at__lte=now())
    stale = list(ready.exclude(fonts_edition=edition).only("pk", "fonts")[:MOST_AT_ONCE])
    if not stale:
        return 0
    installed = standby.rooms().installed
    changing = [revision.pk for revision in stale if _changes(revision, installed)]
    with transaction.atomic(durable=True):
        same = Revision.objects.filter(pk__in=[each.pk for each in stale]).exclude(pk__in=changing)
        same.update(fonts_edition=edition)
        Revision.objects.filter(pk__in=changing).update(due_at=now() + WAKE_AGAIN_AFTER)
        for revision_id in changing:
            enqueue("press_again", revision_id=revision_id)
    return len(changing)


def _changes(revision: Revision, installed: frozenset[str]) -> bool:
    used = {use["asked"]: use["used"] for use in revision.fonts}
    return would_change(used, used, installed)
