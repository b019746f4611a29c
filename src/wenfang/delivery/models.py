"""The right to a revision, and each time its bytes were asked for."""

from django.conf import settings
from django.db import models

from wenfang.documents.models import Revision
from wenfang.kernel.clock import now
from wenfang.kernel.ids import new_id


class Entitlement(models.Model):
    """One holder's right to one revision; opened and closed, never deleted.

    ``source_kind`` and ``source_id`` name why (an order line, a grant); together with the
    revision they are unique, so that granting twice grants once.
    """

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="entitlements")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entitlements",
    )
    email = models.EmailField(blank=True)
    source_kind = models.CharField(max_length=20)
    source_id = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "revision"], name="one_entitlement_per_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.source_id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Download(models.Model):
    """One request for the bytes of an entitlement: which range, how far it got."""

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="downloads")
    started_at = models.DateTimeField(default=now)
    first_byte = models.PositiveBigIntegerField(default=0)
    last_byte = models.PositiveBigIntegerField(default=0)
    bytes_sent = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.first_byte}-{self.last_byte}"
