"""Orders with frozen prices, payments, the inbox of providers' notices, refunds and the ledger."""

from django.conf import settings
from django.db import models

from wenfang.documents.models import Document, Revision
from wenfang.kernel.clock import now
from wenfang.kernel.ids import new_id
from wenfang.kernel.money import Money


class Order(models.Model):
    """A promise of a price to one buyer, member or guest."""

    class State(models.TextChoices):
        PENDING = "pending", "pending"
        PAID = "paid", "paid"
        CANCELLED = "cancelled", "cancelled"
        EXPIRED = "expired", "expired"
        REFUNDED = "refunded", "refunded"

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    number = models.CharField(max_length=24, unique=True)
    buyer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="orders",
    )
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    # SHA-256 of the caller and the key that the order was placed under; a repeat finds the order.
    place_key = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["state", "expires_at"])]

    def __str__(self) -> str:
        return self.number

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)


class OrderLine(models.Model):
    """One revision in an order, with the title and price as they were."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.title


class Payment(models.Model):
    """One attempt to collect an order's money through one provider.

    ``reference`` is ours and goes to the provider; ``provider_transaction`` is theirs and credits
    at most one payment. Unfinished ones are asked about until the provider gives an answer.
    """

    class State(models.TextChoices):
        STARTED = "started", "started"
        CAPTURED = "captured", "captured"
        CLOSED = "closed", "closed"

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    provider = models.CharField(max_length=20)
    reference = models.CharField(max_length=32, unique=True, default=new_id)
    provider_transaction = models.CharField(max_length=64, null=True, blank=True)
    merchant = models.CharField(max_length=64, blank=True)
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STARTED)
    attempts = models.PositiveIntegerField(default=0)
    ask_again_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now)
    captured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "provider_transaction"], name="one_credit_per_transaction"
            )
        ]
        indexes = [models.Index(fields=["state", "ask_again_at"])]

    def __str__(self) -> str:
        return f"{self.provider} {self.reference}"


class Notice(models.Model):
    """What a provider told us, stored raw and verified before it was acknowledged."""

    class State(models.TextChoices):
        RECEIVED = "received", "received"
        HANDLED = "handled", "handled"
        DEAD = "dead", "dead"

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    provider = models.CharField(max_length=20)
    notice_id = models.CharField(max_length=80)
    reference = models.CharField(max_length=32)
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    received_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "notice_id"], name="one_row_per_notice")
        ]
        indexes = [models.Index(fields=["state", "lease_until"])]

    def __str__(self) -> str:
        return f"{self.provider} {self.notice_id}"


class Refund(models.Model):
    """Money on its way back; written before the provider is called, and keeps its number."""

    class State(models.TextChoices):
        REQUESTED = "requested", "requested"
        DONE = "done", "done"
        DEAD = "dead", "dead"

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    amount = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.amount} of {self.payment_id}"


class LedgerEntry(models.Model):
    """One transfer between two accounts; rows are never changed (triggers see to it)."""

    from_account = models.CharField(max_length=60)
    to_account = models.CharField(max_length=60)
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=40)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "reference", "from_account", "to_account"],
                name="one_transfer_per_cause",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="transfers_are_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.from_account} -> {self.to_account}: {self.amount} {self.currency}"
