"""The one way to fetch a report for a person."""

from wenfang.accounts.models import User
from wenfang.kernel.errors import NotFoundError
from wenfang.trust.models import Report


def report_for(viewer: User, report_id: str) -> Report:
    """Returns the report to moderators and operators, raising NotFoundError to everyone else."""
    report = Report.objects.select_related("document").filter(id=report_id).first()
    if report is None or not viewer.is_moderator:
        raise NotFoundError
    return report
