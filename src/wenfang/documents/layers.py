"""Reading the text layers of free pages; those of other pages do not exist."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from wenfang.documents.models import Revision, TextLayer
from wenfang.documents.queries import free_page_count, preview_image
from wenfang.press import TextRun


@dataclass(frozen=True, slots=True)
class LaidText:
    """The runs of one free page, and the size of the page in points."""

    page: int
    width: float
    height: float
    runs: list[TextRun]


def free_layers(revision: Revision) -> Iterator[LaidText]:
    """Layers of the free pages in order, read a few at a time."""
    rows = TextLayer.objects.filter(
        page__revision=revision, page__number__lte=free_page_count(revision)
    )
    for row in _sized(rows.order_by("page__number")).iterator(chunk_size=10):
        yield _laid(row)


def preview_layer(key: str) -> tuple[LaidText | None, Revision]:
    """The layer of the free page whose picture has this key, and the revision.

    None for a page without words; NotFoundError for gated and unknown ones.
    """
    page = preview_image(key).page
    row = _sized(TextLayer.objects.filter(page=page)).first()
    return (_laid(row) if row else None), page.revision


def _sized(rows: QuerySet[TextLayer]) -> QuerySet[TextLayer]:
    return rows.select_related("page").defer("page__text")


def _laid(row: TextLayer) -> LaidText:
    page = row.page
    return LaidText(page.number, page.width, page.height, [TextRun(*run) for run in row.runs])
