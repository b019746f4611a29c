"""The job that presses the whole of a revision whose first pages can be seen already."""

from wenfang.jobs.press_revision import press_revision


def press_whole(revision_id: str) -> None:
    press_revision(revision_id)
