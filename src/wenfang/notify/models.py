"""What is to be told to people, written in the transaction of what happened."""

from django.db import models

from wenfang.kernel.clock import now
from wenfang.kernel.ids import new_id


class OutgoingMail(models.Model):
    """One mail to one address; unsent ones are picked up again until they are sent or dead."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        DEAD = "dead", "dead"

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    html = models.TextField(blank=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "lease_until"])]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}"
