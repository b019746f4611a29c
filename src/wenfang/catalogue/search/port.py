"""What a search engine has to do, and the plain data that goes in and comes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from wenfang.catalogue.words import Term


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of one published document: free words only.

    ``categories`` are the slugs of its shelf and the one above; ``paragraphs`` hold everything
    that can be found besides the title.
    """

    document_id: str
    version: int
    title: str
    categories: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """All terms must be in a result; ``category`` is a slug or empty."""

    terms: tuple[Term, ...]
    category: str = ""
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """``version`` is the listing's when it was indexed."""

    document_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Found:
    """Hits from ``offset`` on, best first, and how many there are in all."""

    hits: Sequence[Hit] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """How far an index has come: the number given last, and which build of it this is."""

    number: int
    build: str


class SearchEngine(Protocol):
    """An index on this host: a disposable projection of the database."""

    def find(self, question: Question) -> Found:
        """Answer from what was applied last; nothing when there is no usable index."""
        ...

    def mark(self) -> Mark | None:
        """What was given with the last change; None when the index must be rebuilt."""
        ...

    def apply(self, entries: Iterable[Entry], removed: Iterable[str], mark: int) -> None:
        """Replace entries, drop documents by id, and remember ``mark``, visible all at once."""
        ...

    def rebuild(self, entries: Iterable[Entry], mark: int) -> None:
        """Start anew from these entries; the old index answers until this one is whole."""
        ...

    def close(self) -> None:
        """Let another process write."""
        ...
