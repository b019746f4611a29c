"""Searching: the engine proposes, the database decides what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from wenfang.catalogue.models import Category, Listing
from wenfang.catalogue.queries import published_listings
from wenfang.catalogue.search.engine import engine
from wenfang.catalogue.search.entries import entry_of, free_paragraphs
from wenfang.catalogue.search.port import Hit, Question
from wenfang.catalogue.search.snippets import snippet_of
from wenfang.catalogue.words import Term, holds, terms_of

PAGE_SIZE = 20
LARGEST_PAGE_SIZE = 100
LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results; ``snippets`` are safe HTML with ``<mark>``, by document id."""

    items: list[Listing]
    total: int
    page: int
    page_size: int
    snippets: dict[str, SafeString] = field(default_factory=dict)


def search_listings(
    text: str,
    *,
    category: Category | None = None,
    page: int = 1,
    page_size: int = PAGE_SIZE,
) -> SearchPage:
    """Published documents that hold every word of ``text``, best first.

    Only free words are known to the index, so a word of a gated page finds what a word that
    exists nowhere finds.
    """
    page = max(1, min(page, LAST_PAGE))
    page_size = max(1, min(page_size, LARGEST_PAGE_SIZE))
    terms = terms_of(text)
    found = engine().find(
        Question(
            terms=tuple(terms),
            category=category.slug if category else "",
            offset=(page - 1) * page_size,
            limit=page_size,
        )
    )
    items = _shown(found.hits, terms)
    return SearchPage(
        items=items,
        total=max(0, found.total - (len(found.hits) - len(items))),
        page=page,
        page_size=page_size,
        snippets={item.pk: snippet_of(free_paragraphs(item), terms) for item in items},
    )


def _shown(hits: Sequence[Hit], terms: Sequence[Term]) -> list[Listing]:
    """The hits' listings that are on sale now and, if they changed since, still hold the terms."""
    found = {
        listing.pk: listing
        for listing in published_listings().filter(pk__in=[hit.document_id for hit in hits])
    }
    listings = [(found[hit.document_id], hit) for hit in hits if hit.document_id in found]
    return [
        listing
        for listing, hit in listings
        if listing.version == hit.version or _still_holds(listing, terms)
    ]


def _still_holds(listing: Listing, terms: Sequence[Term]) -> bool:
    entry = entry_of(listing)
    return holds((entry.title, *entry.paragraphs), terms)
