"""Keeping a revision's outline, each heading with its page."""

from collections.abc import Sequence

from wenfang.documents.models import Heading, Revision
from wenfang.documents.rules import clean_line
from wenfang.press import Heading as FoundHeading
from wenfang.queue.transactions import need_transaction

MOST_HEADINGS = 2000
LONGEST_HEADING = 200


def keep_outline(revision: Revision, outline: Sequence[FoundHeading]) -> None:
    """Replace the headings in the caller's transaction; what names no page of it is left out."""
    need_transaction()
    revision.headings.all().delete()
    Heading.objects.bulk_create(
        (
            Heading(
                revision=revision,
                position=position,
                level=heading.level,
                title=clean_line(heading.title, LONGEST_HEADING),
                page=heading.page,
            )
            for position, heading in enumerate(outline[:MOST_HEADINGS])
            if 1 <= heading.page <= revision.pages and clean_line(heading.title, LONGEST_HEADING)
        ),
        batch_size=200,
    )
