"""Documents as lists show them: a listing with the picture of its first page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wenfang.catalogue.models import Listing
from wenfang.documents.models import PageImage
from wenfang.press import PHONE_WIDTH, THUMBNAIL_WIDTH


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page in two widths, by image key; ``height`` belongs to the small one."""

    small: str
    medium: str
    height: int

    @property
    def is_landscape(self) -> bool:
        return self.height < THUMBNAIL_WIDTH

    @property
    def width(self) -> int:
        return THUMBNAIL_WIDTH


@dataclass(frozen=True, slots=True)
class Card:
    """``cover`` is None where no page is free; ``snippet`` is safe HTML with marks, or empty."""

    listing: Listing
    cover: Cover | None
    snippet: str = ""


def cards(listings: Iterable[Listing], snippets: Mapping[str, str] | None = None) -> list[Card]:
    """Listings as cards, in the same order, for one query."""
    shown = list(listings)
    covers = covers_of(item.revision_id or "" for item in shown if item.document.free_pages != 0)
    told = snippets or {}
    return [
        Card(item, covers.get(item.revision_id or ""), told.get(item.document_id, ""))
        for item in shown
    ]


def covers_of(revision_ids: Iterable[str]) -> dict[str, Cover]:
    """By revision id; only those whose two widths are there already."""
    found: dict[str, dict[int, tuple[str, int]]] = {}
    images = PageImage.objects.filter(
        page__number=1,
        page__revision_id__in=list(revision_ids),
        width__in=(THUMBNAIL_WIDTH, PHONE_WIDTH),
    )
    for revision_id, width, key, height in images.values_list(
        "page__revision_id", "width", "key", "height"
    ):
        found.setdefault(revision_id, {})[width] = (key, height)
    return {
        revision_id: Cover(
            widths[THUMBNAIL_WIDTH][0], widths[PHONE_WIDTH][0], widths[THUMBNAIL_WIDTH][1]
        )
        for revision_id, widths in found.items()
        if len(widths) == len((THUMBNAIL_WIDTH, PHONE_WIDTH))
    }
