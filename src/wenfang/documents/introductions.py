"""The introduction that a revision's free pages propose."""

from wenfang.documents.models import Revision
from wenfang.documents.queries import free_page_count, page_texts
from wenfang.documents.sentences import introduction_from


def proposed_introduction(revision: Revision) -> str:
    """80 to 300 characters of clean whole sentences; fewer or none where the pages hold fewer."""
    return introduction_from(
        page_texts(revision, free_page_count(revision)),
        title=revision.document.title,
        format=revision.format,
    )
