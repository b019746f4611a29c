"""An operator is done with a report."""

from django.db import transaction

from wenfang.trust.models import Report


def close_report(*, report: Report) -> bool:
    """Close it; False when somebody else already had."""
    with transaction.atomic(durable=True):
        rows = Report.objects.filter(pk=report.pk, state=Report.State.OPEN)
        return bool(rows.update(state=Report.State.CLOSED))
