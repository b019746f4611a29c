"""Writing how far the press has come, which also renews its lease."""

from wenfang.documents.models import Revision
from wenfang.queue.leases import renewed


def report_progress(*, revision: Revision, step: str = "", done: int = 0, total: int = 0) -> bool:
    """Renew the lease and, if a step is named, show it; False when the lease is somebody else's."""
    shown = {"step": step, "step_done": done, "step_total": total} if step else {}
    mine = Revision.objects.filter(pk=revision.pk, lease_owner=revision.lease_owner)
    return mine.update(**renewed(), **shown) == 1
