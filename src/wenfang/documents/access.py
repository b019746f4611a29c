"""The one way to fetch a document or revision for a person: theirs, or it is not found."""

from wenfang.accounts.models import User
from wenfang.documents.models import Document, Revision
from wenfang.kernel.errors import NotFoundError


def document_of(owner: User, document_id: str) -> Document:
    """The owner's document; NotFoundError for everybody else's."""
    found = Document.objects.filter(pk=document_id, owner=owner).select_related("owner").first()
    if found is None:
        raise NotFoundError
    return found


def revision_of(owner: User, revision_id: str) -> Revision:
    """A revision of one of the owner's documents; NotFoundError for everybody else's."""
    mine = Revision.objects.filter(pk=revision_id, document__owner=owner)
    found = mine.select_related("document", "blob").first()
    if found is None:
        raise NotFoundError
    return found
