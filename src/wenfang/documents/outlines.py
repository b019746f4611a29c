"""A revision's table of contents, as somebody may see it."""

from dataclasses import dataclass

from wenfang.documents.models import Heading, Revision
from wenfang.documents.queries import free_page_count


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One heading; ``is_open`` says whether its page is free and can be jumped to."""

    level: int
    title: str
    page: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """``hidden`` counts headings that stay closed with their pages, ``further`` those after
    ``lines`` that the viewer may see too.
    """

    lines: list[OutlineLine]
    hidden: int
    further: int

    def __bool__(self) -> bool:
        """Whether the document has any heading at all."""
        return bool(self.lines or self.hidden)


def outline_of(revision: Revision, *, entitled: bool, most: int | None = None) -> Outline:
    """The first ``most`` headings that the viewer may see.

    Headings of gated pages are not even read from the database, unless the viewer is
    ``entitled`` to the file or its author has released the table of contents.
    """
    free = free_page_count(revision)
    known = Heading.objects.filter(revision=revision)
    seen = known
    if not (entitled or revision.document.releases_outline):
        seen = known.filter(page__lte=free)
    lines = [
        OutlineLine(level, title, page, page <= free)
        for level, title, page in seen.values_list("level", "title", "page")[:most]
    ]
    allowed = seen.count() if most is not None and len(lines) == most else len(lines)
    return Outline(lines, hidden=known.count() - allowed, further=allowed - len(lines))
