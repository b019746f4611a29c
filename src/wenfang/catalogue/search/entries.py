"""What the index may know of a listing: its words, and the text of its free pages."""

from collections.abc import Iterable, Iterator

from wenfang.catalogue.models import Listing
from wenfang.catalogue.queries import published_listings
from wenfang.catalogue.search.port import Entry
from wenfang.documents.paragraphs import paragraphs_of
from wenfang.documents.queries import free_texts

MOST_CHARACTERS = 200_000


def entry_of(listing: Listing) -> Entry:
    """The entry of a published listing, from the revision that is on sale."""
    category = listing.category
    shelves = [shelf for shelf in (category, category.parent if category else None) if shelf]
    names = [name for shelf in shelves for name in (shelf.name_zh, shelf.name_en)]
    document = listing.document
    return Entry(
        document_id=listing.pk,
        version=listing.version,
        title=document.title,
        categories=tuple(shelf.slug for shelf in shelves),
        paragraphs=(
            document.owner.handle,
            *names,
            *document.introduction.splitlines(),
            *free_paragraphs(listing),
        ),
    )


def free_paragraphs(listing: Listing, *, most: int = MOST_CHARACTERS) -> list[str]:
    """The paragraphs of the free pages of what is on sale, ``most`` characters of them."""
    if listing.revision is None:
        return []
    return paragraphs_of(free_texts(listing.revision, most=most))


def all_entries() -> Iterator[Entry]:
    """Every published listing, without holding them all."""
    for listing in published_listings().iterator(chunk_size=100):
        yield entry_of(listing)


def entries_of(document_ids: Iterable[str]) -> tuple[list[Entry], list[str]]:
    """Entries of those that are on sale, and the ids of those that are not."""
    asked = set(document_ids)
    entries = [entry_of(listing) for listing in published_listings().filter(pk__in=asked)]
    return entries, sorted(asked - {entry.document_id for entry in entries})
