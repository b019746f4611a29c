"""What the studio's templates show of a document."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from wenfang.catalogue.access import listing_of
from wenfang.catalogue.models import Listing
from wenfang.catalogue.rules import needs_review
from wenfang.catalogue.standing import (
    FAILED,
    PROCESSING,
    PUBLISHED,
    READY,
    REVIEW,
    WITHDRAWN,
    StandingDocument,
    with_standing,
)
from wenfang.documents.introductions import proposed_introduction
from wenfang.documents.models import Blob, Document, Revision
from wenfang.documents.outlines import outline_of
from wenfang.documents.queries import free_page_count, newest_ready_revision, preview_pages
from wenfang.web.cards import Cover, covers_of
from wenfang.web.fidelity_reports import doubts_to_confirm, fidelity_lines, warnings_about
from wenfang.web.studio.faults import Fault, fault_of
from wenfang.web.studio.forms import DocumentForm, RevisionForm, WithdrawForm
from wenfang.web.text_layers import inline_layers

SHOWN_HEADINGS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A document as one row; ``newest`` is its newest revision, finished or not."""

    document: Document
    newest: Revision
    listing: Listing | None
    standing: str
    label: str
    fault: Fault | None
    cover: Cover | None

    @property
    def title(self) -> str:
        return self.document.title or self.newest.proposed_title or self.newest.file_name

    @property
    def is_unfinished(self) -> bool:
        return self.newest.is_unfinished

    @property
    def counted_steps(self) -> int:
        """How many pages the present step has; 0 where it has no parts to count."""
        total = self.newest.step_total
        return total if total > 1 else 0

    @property
    def step_label(self) -> str:
        return step_labels().get(self.newest.step, _("Working on it"))

    @property
    def is_infected(self) -> bool:
        return self.newest.blob.scan == Blob.Scan.INFECTED

    @property
    def is_unscanned(self) -> bool:
        return self.newest.blob.scan == Blob.Scan.UNSCANNED

    @property
    def has_update(self) -> bool:
        """A newer revision is ready, and readers or moderators still get the one before it."""
        if self.listing is None or not self.is_handed_in:
            return False
        shown = self.listing.proposed_id or self.listing.revision_id
        return self.newest.state == Revision.State.READY and self.newest.pk != shown

    @property
    def is_handed_in(self) -> bool:
        """Published, or waiting for a moderator to be."""
        return self.standing in {PUBLISHED, REVIEW}

    @property
    def is_waiting(self) -> bool:
        """A moderator has to decide about a revision, perhaps beside one that is on sale."""
        return self.listing is not None and self.listing.proposed_id is not None


def standing_labels() -> dict[str, str]:
    return {
        PROCESSING: _("Being processed"),
        READY: _("Ready to publish"),
        REVIEW: _("Waiting for review"),
        PUBLISHED: _("On sale"),
        WITHDRAWN: _("Withdrawn"),
        FAILED: _("Failed"),
    }


def step_labels() -> dict[str, str]:
    return {
        "": _("Waiting for its turn"),
        "sanitise": _("Looking through the file"),
        "convert": _("Laying out the pages"),
        "first_pages": _("Drawing the first pages"),
        "text": _("Counting and reading the pages"),
        "rasterise": _("Drawing the pages"),
    }


def document_rows(documents: list[StandingDocument]) -> list[Row]:
    """Rows of documents that carry a standing (see with_standing); four queries in all."""
    newest_ids = [document.newest_id for document in documents]
    newest = {
        revision.document_id: revision
        for revision in Revision.objects.filter(pk__in=newest_ids).select_related("blob")
    }
    listings = {listing.pk: listing for listing in Listing.objects.filter(document__in=documents)}
    labels = standing_labels()
    covers = covers_of(newest_ids)
    return [
        Row(
            document=document,
            newest=newest[document.pk],
            listing=listings.get(document.pk),
            standing=document.standing,
            label=labels[document.standing],
            fault=fault_of(newest[document.pk]),
            cover=covers.get(newest[document.pk].pk),
        )
        for document in documents
        if document.pk in newest
    ]


def row_of(document: Document) -> Row:
    return document_rows(list(with_standing(Document.objects.filter(pk=document.pk))))[0]


def document_form(document: Document, revision: Revision, data: Any = None) -> DocumentForm:
    """The form filled with what is kept, or with what the press proposes."""
    listing = listing_of(document)
    form = DocumentForm(
        data,
        initial={
            "title": document.title or revision.proposed_title,
            "category": listing.category_id,
            "price": listing.money.decimal(),
            "free_pages": free_page_count(revision)
            if document.free_pages is None
            else document.free_pages,
            "introduction": document.introduction or proposed_introduction(revision),
            "releases_outline": document.releases_outline,
        },
    )
    if not revision.headings.exists():
        del form.fields["releases_outline"]
    return form


def first_pages_of(row: Row) -> dict[str, Any]:
    """The provisional preview, while there is nothing better."""
    if not row.is_unfinished or not row.newest.provisional_pages:
        return {"provisional_pages": []}
    pages = preview_pages(row.newest)
    return {"provisional_pages": pages, "expected_pages": row.newest.expected_pages or "…"}


def document_page(document: Document, form: DocumentForm | None = None) -> dict[str, Any]:
    """Everything that the page of one document shows."""
    row = row_of(document)
    revision = newest_ready_revision(document)
    page: dict[str, Any] = {
        "row": row,
        "document": document,
        "revision": revision,
        "keep": revision is not None,
        "refreshes": row.is_unfinished and revision is None,
        "revisions": document.revisions.select_related("blob").order_by("-number"),
        "revision_form": RevisionForm(),
        "withdraw_form": WithdrawForm(),
        "crumbs": [(_("Studio"), reverse("studio:home")), (row.title, "")],
        "max_upload": settings.WENFANG_MAX_UPLOAD,
        "scan_required": bool(settings.WENFANG_CLAMD),
        "needs_review": needs_review(
            review_is_on=settings.WENFANG_REVIEW, publisher_decides=document.owner.is_moderator
        ),
    }
    if revision is None:
        page |= first_pages_of(row)
    else:
        page["form"] = form or document_form(document, revision)
        page["preview_pages"] = preview_pages(revision)
        page["layers"] = inline_layers(revision)
        page["free_pages"] = free_page_count(revision)
        page["warnings"] = warnings_about(revision)
        page["report"] = fidelity_lines(revision)
        page["doubts"] = doubts_to_confirm(revision)
        page["outline"] = outline_of(revision, entitled=True, most=SHOWN_HEADINGS)
    return page
