"""The job that presses a ready revision anew, with other fonts."""

from wenfang.documents.actions import press_again as action


def press_again(revision_id: str) -> None:
    action.press_again(revision_id=revision_id)
