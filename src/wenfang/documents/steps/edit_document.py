"""Changing a document's own words and its number of free pages."""

from wenfang.documents.errors import (
    FreePagesOutOfRangeError,
    IntroductionTooLongError,
    TitleTooLongError,
)
from wenfang.documents.models import Document, Revision
from wenfang.documents.rules import (
    MAX_FREE_PAGES,
    MAX_INTRODUCTION,
    MAX_TITLE,
    clean_line,
    clean_paragraphs,
    free_page_count,
)
from wenfang.documents.steps.drop_gated_images import drop_gated_images
from wenfang.documents.steps.propose_introduction import propose_introduction
from wenfang.kernel.clock import now
from wenfang.queue.enqueue import enqueue
from wenfang.queue.transactions import need_transaction


def checked_title(title: str) -> str:
    """One clean line; raises TitleTooLongError."""
    cleaned = clean_line(title, len(title))
    if len(cleaned) > MAX_TITLE:
        raise TitleTooLongError(limit=MAX_TITLE)
    return cleaned


def checked_free_pages(free_pages: int | None) -> int | None:
    """A number that can be meant, or None for the default; raises FreePagesOutOfRangeError."""
    if free_pages is not None and not 0 <= free_pages <= MAX_FREE_PAGES:
        raise FreePagesOutOfRangeError(limit=MAX_FREE_PAGES)
    return free_pages


def checked_introduction(introduction: str) -> str:
    """Clean paragraphs; raises IntroductionTooLongError."""
    cleaned = clean_paragraphs(introduction)
    if len(cleaned) > MAX_INTRODUCTION:
        raise IntroductionTooLongError(limit=MAX_INTRODUCTION)
    return cleaned


def edit_document(
    document: Document,
    *,
    title: str | None = None,
    introduction: str | None = None,
    free_pages: int | None = None,
    releases_outline: bool | None = None,
) -> None:
    """Change what is given, in the caller's transaction, which holds the document's row lock.

    An empty introduction asks for the proposed one again. Fewer free pages take the pictures and
    layers of the pages that are gated now; more free pages wake the press. An empty title changes
    nothing. ``releases_outline`` shows the headings of gated pages to everybody, or no longer.
    """
    need_transaction()
    if title is not None:
        document.title = checked_title(title) or document.title
    if introduction is not None:
        _introduce(document, checked_introduction(introduction))
    if releases_outline is not None:
        document.releases_outline = releases_outline
    pages_changed = free_pages is not None and free_pages != document.free_pages
    if pages_changed:
        document.free_pages = checked_free_pages(free_pages)
    document.save()
    if pages_changed:
        open_free_pages(document)
    propose_introduction(document)


def _introduce(document: Document, introduction: str) -> None:
    if introduction == document.introduction:
        return
    document.introduction = introduction
    document.introduction_is_proposed = not introduction


def open_free_pages(document: Document) -> None:
    """Make the pictures of every ready revision follow the document's number of free pages."""
    need_transaction()
    for revision in document.revisions.filter(state=Revision.State.READY):
        wanted = free_page_count(document.free_pages, revision.pages)
        revision.wanted_pages = wanted
        revision.due_at = now()
        if wanted < revision.rendered_pages:
            drop_gated_images(revision, free=wanted)
        revision.save(update_fields=["wanted_pages", "rendered_pages", "due_at"])
        if wanted > revision.rendered_pages:
            enqueue("render_free_pages", revision_id=revision.pk)
