"""Recording that the press gave up on a revision."""

import logging
from datetime import timedelta

from django.db import transaction

from wenfang.documents.errors import QuarantinedFileError
from wenfang.documents.models import Revision
from wenfang.documents.rules import FAULTS_BEFORE_FAILURE, is_hopeless
from wenfang.documents.steps.blame_file import blame_file
from wenfang.documents.steps.fail_revision import fail_revision
from wenfang.kernel.clock import now
from wenfang.kernel.errors import WenfangError
from wenfang.press import KilledError, OurFaultError

log = logging.getLogger(__name__)
TRY_AGAIN_AFTER = timedelta(seconds=5)


def record_failure(*, revision: Revision, error: WenfangError) -> None:
    """Fail the revision that this attempt holds; a fault of ours gets one more attempt first.

    What is wrong with the file itself is never tried again without a person asking for it. A file
    over which the press was killed is tried again too, until it is set aside for it.
    """
    with transaction.atomic(durable=True):
        mine = Revision.objects.select_for_update().filter(
            pk=revision.pk, lease_owner=revision.lease_owner, state=Revision.State.PRESSING
        )
        held = mine.first()
        if held is None:
            return
        if isinstance(error, KilledError):
            log.warning("revision %s: %s", held.pk, error.reason)
            if is_hopeless(crashes=blame_file(held), attempts=0):
                error = QuarantinedFileError()
        if _may_try_again(held, error):
            mine.update(
                state=Revision.State.RECEIVED,
                lease_until=None,
                lease_owner="",
                due_at=now() + TRY_AGAIN_AFTER,
            )
            return
        fail_revision(held, error)
    log.info("revision %s failed: %s", revision.pk, error.code)


def _may_try_again(held: Revision, error: WenfangError) -> bool:
    if isinstance(error, QuarantinedFileError):
        return False
    if isinstance(error, KilledError):
        return not is_hopeless(crashes=0, attempts=held.attempts)
    return isinstance(error, OurFaultError) and held.attempts < FAULTS_BEFORE_FAILURE
