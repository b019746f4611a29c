"""The introduction that a revision's free pages propose."""

from wenfang.documents.models import Revision
from wenfang.documents.queries import free_texts
from wenfang.documents.sentences import introduction_from

# Finding sentences in all pages of a long document, when all are free, would take minutes.
MOST_CHARACTERS = 20_000


def proposed_introduction(revision: Revision) -> str:
    """80 to 300 characters of clean whole sentences; fewer or none where the pages hold fewer.

    They come from the beginning of the free pages, MOST_CHARACTERS of them.
    """
    return introduction_from(
        free_texts(revision, most=MOST_CHARACTERS),
        title=revision.document.title,
        format=revision.format,
    )
