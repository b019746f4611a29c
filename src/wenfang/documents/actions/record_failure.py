"""Recording that the press gave up on a revision."""

import logging
from datetime import timedelta

from django.db import transaction

from wenfang.documents.models import Revision
from wenfang.documents.rules import FAULTS_BEFORE_FAILURE
from wenfang.documents.steps.fail_revision import fail_revision
from wenfang.kernel.clock import now
from wenfang.kernel.errors import WenfangError

log = logging.getLogger(__name__)
OUR_FAULT = "our_fault"
TRY_AGAIN_AFTER = timedelta(seconds=5)


def record_failure(*, revision: Revision, error: WenfangError) -> None:
    """Fail the revision that this attempt holds; a fault of ours gets one more attempt first.

    What is wrong with the file itself is never tried again without a person asking for it.
    """
    with transaction.atomic(durable=True):
        mine = Revision.objects.select_for_update().filter(
            pk=revision.pk, lease_owner=revision.lease_owner, state=Revision.State.PRESSING
        )
        held = mine.first()
        if held is None:
            return
        if error.code == OUR_FAULT and held.attempts < FAULTS_BEFORE_FAILURE:
            mine.update(
                state=Revision.State.RECEIVED,
                lease_until=None,
                lease_owner="",
                due_at=now() + TRY_AGAIN_AFTER,
            )
            return
        fail_revision(held, error)
    log.info("revision %s failed: %s", revision.pk, error.code)
