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
    """A document on the shelf: its category, price and state, and projections that jobs write.

    ``revision`` is on sale while the state is published; ``proposed`` waits for a moderator, in the
    state review where nothing is on sale, else beside what is.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        REVIEW = "review", "review"
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
    proposed = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    downloads = models.PositiveIntegerField(default=0)
    downloads_before = models.PositiveIntegerField(default=0)
    sales = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-published_at"]),
            models.Index(fields=["state", "-downloads"]),
            models.Index(fields=["state", "category", "-published_at"]),
            models.Index(
                fields=["proposed_at"],
                condition=models.Q(proposed__isnull=False),
                name="listings_to_review",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="review") | models.Q(proposed__isnull=False),
                name="a_review_is_of_something",
            )
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
