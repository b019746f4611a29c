"""What is on sale: categories, listings with price and state, and changes for the index."""

from django.db import models

from wenfang.documents.models import Document, Revision
from wenfang.kernel.clock import now
from wenfang.kernel.money import Money


class Category(models.Model):
    """A shelf; at most two levels deep."""

    slug = models.SlugField(unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.slug


class Listing(models.Model):
    """A document on the shelf: its category, price and state, and projections that jobs write."""

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        PUBLISHED = "published", "published"
        WITHDRAWN = "withdrawn", "withdrawn"

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.PROTECT, related_name="listing"
    )
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="listings"
    )
    price = models.PositiveBigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    downloads = models.PositiveIntegerField(default=0)
    sales = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-published_at"]),
            models.Index(fields=["state", "-downloads"]),
            models.Index(fields=["state", "category", "-published_at"]),
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def money(self) -> Money:
        return Money(self.price, self.currency)


class SearchChange(models.Model):
    """A document that every host's index has to look at again; ids only grow."""

    id = models.BigAutoField(primary_key=True)
    document_id = models.CharField(max_length=32)
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.id}: {self.document_id}"
