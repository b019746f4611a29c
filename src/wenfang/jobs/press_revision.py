"""The job that turns an uploaded revision into pages."""

from wenfang.documents.actions.begin_pressing import begin_pressing
from wenfang.documents.pressing import press_leased


def press_revision(revision_id: str) -> None:
    revision = begin_pressing(revision_id=revision_id)
    if revision is not None:
        press_leased(revision)
