"""Reading reports."""

from django.db.models import QuerySet

from wenfang.trust.models import Report


def open_reports() -> QuerySet[Report]:
    """Reports that nobody has closed, the oldest first."""
    return (
        Report.objects.filter(state=Report.State.OPEN)
        .select_related("document", "reporter")
        .order_by("created_at")
    )
