"""What waits in the outbox, and what was sent."""

from django.db.models import QuerySet

from wenfang.notify.models import OutgoingMail
from wenfang.queue.leases import overdue


def overdue_mails() -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(overdue(), state=OutgoingMail.State.WAITING)


def recent_mails() -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.order_by("-created_at")
