"""The job that presses a ready revision anew, with other fonts."""

from wenfang.documents.actions.begin_pressing_again import begin_pressing_again
from wenfang.documents.pressing import press_again_leased


def press_again(revision_id: str) -> None:
    revision = begin_pressing_again(revision_id=revision_id)
    if revision is not None:
        press_again_leased(revision)
