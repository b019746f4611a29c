"""Taking a revision's lease to press it, or giving it up when it has killed the press before."""

import logging

from django.db import transaction

from wenfang.documents.errors import QuarantinedFileError
from wenfang.documents.holders import new_holder, site_went_down
from wenfang.documents.models import Revision
from wenfang.documents.rules import is_hopeless
from wenfang.documents.steps.blame_file import blame_file
from wenfang.documents.steps.fail_revision import fail_revision
from wenfang.kernel.clock import now
from wenfang.press import OurFaultError
from wenfang.queue.leases import claim

log = logging.getLogger(__name__)


def begin_pressing(*, revision_id: str) -> Revision | None:
    """Lease an unfinished revision; None when it is held, done, gone or given up.

    ``lease_owner`` of the answer names this attempt: results of any other attempt are refused.
    """
    rows = Revision.objects.filter(pk=revision_id, state__in=Revision.UNFINISHED)
    holder = new_holder()
    with transaction.atomic(durable=True):
        before = rows.select_for_update(of=("self",)).select_related("blob").first()
        if before is None:
            return None
        taken = claim(
            rows,
            state=Revision.State.PRESSING,
            lease_owner=holder,
            due_at=now(),
            step="",
            step_done=0,
            step_total=0,
        )
        if not taken:
            return None
        revision = Revision.objects.select_related("document", "blob").get(pk=revision_id)
        if before.state == Revision.State.PRESSING:
            _blame(revision, before.lease_owner)
        return None if _given_up(revision, before.attempts) else revision


def _blame(revision: Revision, lost_holder: str) -> None:
    """The attempt before this one never ended: its worker died, and perhaps the file did it."""
    excused = site_went_down(lost_holder)
    log.warning("revision %s: an attempt was lost (site went down: %s)", revision.pk, excused)
    if not excused:
        blame_file(revision)


def _given_up(revision: Revision, earlier_attempts: int) -> bool:
    crashes = revision.blob.press_crashes
    if not is_hopeless(crashes=crashes, attempts=earlier_attempts):
        return False
    quarantined = is_hopeless(crashes=crashes, attempts=0)
    error = QuarantinedFileError() if quarantined else OurFaultError("attempts were lost")
    fail_revision(revision, error)
    return True
