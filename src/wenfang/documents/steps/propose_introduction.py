"""Writing the proposed introduction, as long as the author has not written one."""

from wenfang.documents.introductions import proposed_introduction
from wenfang.documents.models import Document, Revision
from wenfang.queue.transactions import need_transaction


def propose_introduction(document: Document, *, revision: Revision | None = None) -> None:
    """Take the introduction from the free pages of ``revision``, or of the one before.

    Does nothing to an author's own words; those stay until they are emptied.
    """
    need_transaction()
    source = revision or document.introduction_revision
    if source is None:
        return
    source.document = document
    document.introduction_revision = source
    if document.introduction_is_proposed:
        document.introduction = proposed_introduction(source)
    document.save(update_fields=["introduction", "introduction_revision", "updated_at"])
