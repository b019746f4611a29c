"""Reports that readers send about documents, and what moderators decided before publication."""

from django.conf import settings
from django.db import models

from wenfang.kernel.clock import now
from wenfang.kernel.ids import new_id
from wenfang.trust.rules import KINDS, LONGEST_TEXT


class Report(models.Model):
    """What somebody said is wrong with a document; stored first, mailed to the operators after."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        CLOSED = "closed", "closed"

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    number = models.CharField(max_length=24, unique=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="reports"
    )
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    text = models.TextField(max_length=LONGEST_TEXT)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    email = models.EmailField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.number


class Review(models.Model):
    """What a moderator decided about a revision before the public saw it; written once."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        RETURNED = "returned", "returned"

    id = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(
        "documents.Revision", on_delete=models.PROTECT, related_name="reviews"
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.revision} {self.decision}"
