"""Documents at every stage: just uploaded, pressed for real, or written as rows without a press."""

import hashlib
import io
from collections.abc import Mapping, Sequence

from django.db import transaction

from wenfang.accounts.models import User
from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.models import Category, Listing
from wenfang.documents.actions.receive_upload import receive_upload
from wenfang.documents.fidelity import as_stored
from wenfang.documents.models import Blob, Document, Page, Revision
from wenfang.documents.rules import free_page_count
from wenfang.documents.steps.keep_layers import keep_layers
from wenfang.documents.steps.keep_outline import keep_outline
from wenfang.jobs.press_revision import press_revision
from wenfang.kernel.clock import now
from wenfang.press import Fidelity, Heading, TextRun


def an_upload(owner: User, content: bytes, name: str = "report.pdf", **words: object) -> Revision:
    """A revision that was received and waits for the press."""
    return receive_upload(owner=owner, file=io.BytesIO(content), name=name, **words)


def a_pressed_revision(
    owner: User, content: bytes, name: str = "report.pdf", **words: object
) -> Revision:
    """A revision that went through the real press, in whatever state it came out."""
    revision = an_upload(owner, content, name, **words)
    press_revision(revision_id=revision.pk)
    return Revision.objects.select_related("document", "blob").get(pk=revision.pk)


def a_written_revision(
    owner: User,
    texts: Sequence[str] = ("第一页的字。",),
    *,
    title: str = "关于阅览室的讲话",
    free_pages: int | None = None,
    document: Document | None = None,
    scan: str = Blob.Scan.UNSCANNED,
    **fields: object,
) -> Revision:
    """A ready revision made of rows alone, with one page per text and no pictures."""
    document = document or Document.objects.create(owner=owner, title=title, free_pages=free_pages)
    number = document.revisions.count() + 1
    sha256 = hashlib.sha256(f"{document.pk} {number}".encode()).hexdigest()
    free = free_page_count(document.free_pages, len(texts))
    revision = Revision.objects.create(
        document=document,
        blob=Blob.objects.create(sha256=sha256, size=100, scan=scan),
        number=number,
        file_name="report.docx",
        state=Revision.State.READY,
        pages=len(texts),
        **{"format": "docx", "ready_at": now(), "rendered_pages": free, "wanted_pages": free}
        | fields,
    )
    Page.objects.bulk_create(
        Page(revision=revision, number=number, width=595, height=842, text=text)
        for number, text in enumerate(texts, start=1)
    )
    return revision


def with_content(
    revision: Revision,
    *,
    outline: Sequence[Heading] = (),
    runs: Mapping[int, Sequence[TextRun]] | None = None,
    fidelity: Fidelity | None = None,
) -> Revision:
    """Add what the press would have found, through the steps that keep it."""
    free = free_page_count(revision.document.free_pages, revision.pages)
    with transaction.atomic():
        keep_outline(revision, outline)
        keep_layers(revision, runs or {}, free=free)
        revision.fidelity = as_stored(fidelity or Fidelity(pages=revision.pages))
        revision.save()
    return revision


def a_published_listing(
    owner: User,
    texts: Sequence[str] = ("第一页的字。",),
    *,
    category: Category | None = None,
    price: int = 300,
    **words: object,
) -> Listing:
    """A document on sale, published by the real actions."""
    revision = a_written_revision(owner, texts, **words)
    slug = category.slug if category else None
    describe_listing(document=revision.document, price=price, category=slug)
    return publish_listing(document=revision.document)


def a_category(slug: str, parent: Category | None = None, **fields: object) -> Category:
    names = {"name_zh": f"{slug}类", "name_en": slug.title()}
    return Category.objects.create(slug=slug, parent=parent, **names | fields)
