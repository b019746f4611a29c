"""Answers that were already given, so that a repeated request gets the same one."""

from django.db import models

from wenfang.kernel.clock import now


class RememberedAnswer(models.Model):
    """The answer to one POST under one Idempotency-Key of one caller."""

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return self.key
