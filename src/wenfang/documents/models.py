"""Documents, their immutable revisions, and what the press made of each."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from wenfang.kernel.clock import now
from wenfang.kernel.ids import new_id


class Blob(models.Model):
    """The bytes of an upload, stored once under their SHA-256 and never changed."""

    class Scan(models.TextChoices):
        UNSCANNED = "unscanned", "unscanned"
        CLEAN = "clean", "clean"
        INFECTED = "infected", "infected"

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField()
    scan = models.CharField(max_length=10, choices=Scan.choices, default=Scan.UNSCANNED)
    scan_signature = models.CharField(max_length=200, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scan_due_at = models.DateTimeField(default=now)
    press_crashes = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["scan", "scan_due_at"])]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def storage_name(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class Document(models.Model):
    """What an author publishes: a title and words about a series of revisions."""

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="documents"
    )
    title = models.CharField(max_length=200, blank=True)
    introduction = models.TextField(blank=True)
    introduction_is_proposed = models.BooleanField(default=True)
    introduction_revision = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    free_pages = models.PositiveIntegerField(null=True, blank=True)
    releases_outline = models.BooleanField(default=False)
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="duplicates"
    )
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.title or self.id


class Revision(models.Model):
    """One file of a document, and how far its processing has come.

    ``wanted_pages`` of its first pages are free and ``rendered_pages`` of them have images.
    While it is unfinished, ``provisional_pages`` of its first pages have images that were made
    from a cut copy, and the whole seems to have ``expected_pages``. ``due_at`` is when a sweep
    wakes its job again if nobody holds the lease. ``fonts_edition`` tells which fonts of the
    operator's own its pages were made with. ``fidelity`` is read through ``fidelity_of``; of its
    doubts, the author has looked at ``confirmed_doubts``.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "received"
        PRESSING = "pressing", "pressing"
        READY = "ready", "ready"
        FAILED = "failed", "failed"

    UNFINISHED: ClassVar = (State.RECEIVED, State.PRESSING)

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    change_note = models.CharField(max_length=500, blank=True)
    file_name = models.CharField(max_length=255)
    format = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    error_code = models.CharField(max_length=40, blank=True)
    error_detail = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_owner = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField(default=now)
    step = models.CharField(max_length=40, blank=True)
    step_done = models.PositiveIntegerField(default=0)
    step_total = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    rendered_pages = models.PositiveIntegerField(default=0)
    wanted_pages = models.PositiveIntegerField(default=0)
    provisional_pages = models.PositiveIntegerField(default=0)
    expected_pages = models.PositiveIntegerField(null=True, blank=True)
    recorded_pages = models.PositiveIntegerField(null=True, blank=True)
    proposed_title = models.CharField(max_length=200, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    fonts = models.JSONField(default=list, blank=True)
    fonts_edition = models.CharField(max_length=16, blank=True)
    timings = models.JSONField(default=dict, blank=True)
    fidelity = models.JSONField(default=dict, blank=True)
    confirmed_doubts = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=now)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_revision_per_number")
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"]),
            models.Index(
                fields=["due_at"],
                condition=models.Q(state="ready", rendered_pages__lt=models.F("wanted_pages")),
                name="revisions_to_render",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} r{self.number}"

    @property
    def is_unfinished(self) -> bool:
        """Whether the press still has to bring it to an end, good or bad."""
        return self.state in self.UNFINISHED

    @property
    def pdf_name(self) -> str:
        return f"{self.id}/whole.pdf"


class Page(models.Model):
    """One page of a revision: its size in points and its text; images exist for free pages only."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="page_set")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "number"], name="one_page_per_number")
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.revision_id} p{self.number}"


class PageImage(models.Model):
    """A rendered free page in one width, under a name that cannot be guessed."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="images")
    key = models.CharField(max_length=32, unique=True, default=new_id)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "width"], name="one_image_per_width")
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.width}px"

    @property
    def storage_name(self) -> str:
        return f"{self.key[:2]}/{self.key}.webp"


class TextLayer(models.Model):
    """The words of a free page where they stand: x, y, width and height in points, and the text.

    Pages that are not free have no row.
    """

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="layer"
    )
    runs = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.page)


class Heading(models.Model):
    """One line of a revision's outline, in its order; who may see it depends on its page."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="headings")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    page = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "position"], name="one_heading_per_position"
            )
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title
