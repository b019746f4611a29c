"""Reading documents: lists for their owner, free pages and their pictures, texts, open files."""

from dataclasses import dataclass
from typing import IO

from django.core.files.storage import storages
from django.db.models import QuerySet

from wenfang.accounts.models import User
from wenfang.documents.errors import QUARANTINED, QuarantinedFileError
from wenfang.documents.models import Document, Page, PageImage, Revision
from wenfang.documents.rules import free_page_count as counted_free_pages
from wenfang.kernel.errors import NotFoundError, WenfangError
from wenfang.press.errors import REASONS


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A free page: its size in points and the keys of its pictures by width in pixels.

    ``sizes`` are the pictures' (width, height) by the same widths.
    """

    number: int
    width: float
    height: float
    images: dict[int, str]
    sizes: dict[int, tuple[int, int]]


def documents_of(owner: User) -> QuerySet[Document]:
    """Everything that the owner uploaded, newest first, with revisions."""
    mine = Document.objects.filter(owner=owner).select_related("duplicate_of")
    return mine.prefetch_related("revisions__blob").order_by("-created_at")


def newest_revision(document: Document) -> Revision:
    """The revision with the highest number, in whatever state."""
    found = document.revisions.select_related("blob").order_by("-number").first()
    if found is None:
        raise NotFoundError
    return found


def newest_ready_revision(document: Document) -> Revision | None:
    ready = document.revisions.filter(state=Revision.State.READY)
    return ready.select_related("blob").order_by("-number").first()


def free_page_count(revision: Revision) -> int:
    """How many pages of the revision are readable without paying.

    Before it is ready there are provisional ones, which nobody but the owner may see.
    """
    if revision.is_unfinished:
        return revision.provisional_pages
    return counted_free_pages(revision.document.free_pages, revision.pages)


def page_texts(revision: Revision, upto: int | None) -> list[str]:
    """Texts of the first ``upto`` pages, or of all; whoever passes None must not show them."""
    pages = revision.page_set.order_by("number")
    if upto is not None:
        pages = pages.filter(number__lte=upto)
    return list(pages.values_list("text", flat=True))


def free_texts(revision: Revision, *, most: int) -> list[str]:
    """Texts of the free pages from the first on, until they hold ``most`` characters."""
    free = revision.page_set.filter(number__lte=free_page_count(revision)).order_by("number")
    found: list[str] = []
    room = most
    for text in free.values_list("text", flat=True).iterator(chunk_size=20):
        found.append(text[:room])
        room -= len(text)
        if room <= 0:
            break
    return found


def preview_pages(revision: Revision) -> list[PreviewPage]:
    """The free pages that have pictures already, in order."""
    free = Page.objects.filter(revision=revision, number__lte=free_page_count(revision))
    pages = free.filter(images__isnull=False).distinct().order_by("number")
    return [_preview(page) for page in pages.defer("text").prefetch_related("images")]


def _preview(page: Page) -> PreviewPage:
    images = sorted(page.images.all(), key=lambda image: image.width)
    return PreviewPage(
        number=page.number,
        width=page.width,
        height=page.height,
        images={image.width: image.key for image in images},
        sizes={image.width: (image.width, image.height) for image in images},
    )


def preview_image(key: str) -> PageImage:
    """The picture of a free page by its key; NotFoundError for gated and unknown ones."""
    related = PageImage.objects.select_related("page__revision__document")
    image = related.defer("page__text").filter(key=key).first()
    if image is None or image.page.number > free_page_count(image.page.revision):
        raise NotFoundError
    return image


def open_preview(key: str) -> tuple[IO[bytes], Revision]:
    """The WebP bytes of a free page and its revision; the caller decides who may see it."""
    image = preview_image(key)
    try:
        return storages["previews"].open(image.storage_name, "rb"), image.page.revision
    except FileNotFoundError:
        raise NotFoundError from None


def open_blob(revision: Revision) -> IO[bytes]:
    """The uploaded bytes, seekable; only for who holds an entitlement or owns the document."""
    return storages["blobs"].open(revision.blob.storage_name, "rb")


def failure_of(revision: Revision) -> WenfangError | None:
    """Why processing failed, as an error that tells people in zh and en; None if it did not."""
    if revision.state != Revision.State.FAILED:
        return None
    if revision.error_code == QUARANTINED:
        return QuarantinedFileError()
    return REASONS.get(revision.error_code, WenfangError)()
