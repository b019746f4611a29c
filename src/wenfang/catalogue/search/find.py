"""Searching: the engine proposes, the database decides what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from wenfang.catalogue.models import Category, Listing
from wenfang.catalogue.queries import published_listings
from wenfang.catalogue.search.engine import engine
from wenfang.catalogue.search.entries import entry_of, free_paragraphs
from wenfang.catalogue.search.port import Found, Hit, Question
from wenfang.catalogue.search.snippets import snippet_of
from wenfang.catalogue.words import Term, holds, terms_of

RELEVANCE = "relevance"
MOST_SORTED = 1000
SNIPPET_CHARACTERS = 20_000
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
    order: str = RELEVANCE,
    page: int = 1,
    page_size: int = PAGE_SIZE,
) -> SearchPage:
    """Published documents that hold every word of ``text``.

    Only free words are known to the index, so a word of a gated page finds what a word that
    exists nowhere finds. ``order`` is ``relevance``, or ``newest`` or ``popular`` among the most
    relevant thousand.
    """
    page, page_size = max(1, min(page, LAST_PAGE)), max(1, min(page_size, LARGEST_PAGE_SIZE))
    terms = tuple(terms_of(text))
    question = Question(terms, category.slug if category else "")
    first = (page - 1) * page_size
    if order == RELEVANCE:
        found = engine().find(replace(question, offset=first, limit=page_size))
    else:
        found = _sorted(
            engine().find(replace(question, limit=MOST_SORTED)), order, first, page_size
        )
    items = _shown(found.hits, terms)
    return SearchPage(
        items=items,
        total=max(0, found.total - (len(found.hits) - len(items))),
        page=page,
        page_size=page_size,
        snippets={item.pk: _snippet(item, terms) for item in items},
    )


def _sorted(found: Found, order: str, first: int, size: int) -> Found:
    """The part of the hits that a page shows, after the database has put all of them in order."""
    hits = {hit.document_id: hit for hit in found.hits}
    ids = published_listings(order=order).filter(pk__in=hits).values_list("pk", flat=True)
    return Found([hits[name] for name in ids[first : first + size]], len(ids))


def _shown(hits: Sequence[Hit], terms: Sequence[Term]) -> list[Listing]:
    """The hits' listings that are on sale now and, if they changed since, still hold the terms."""
    found = published_listings().in_bulk([hit.document_id for hit in hits])
    listings = [(found[hit.document_id], hit) for hit in hits if hit.document_id in found]
    return [
        listing
        for listing, hit in listings
        if listing.version == hit.version or _still_holds(listing, terms)
    ]


def _snippet(listing: Listing, terms: Sequence[Term]) -> SafeString:
    return snippet_of(free_paragraphs(listing, most=SNIPPET_CHARACTERS), terms)


def _still_holds(listing: Listing, terms: Sequence[Term]) -> bool:
    entry = entry_of(listing)
    return holds((entry.title, *entry.paragraphs), terms)
