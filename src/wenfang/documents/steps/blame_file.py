"""Counting against a file that the press died over it."""

from django.db.models import F

from wenfang.documents.models import Blob, Revision
from wenfang.queue.transactions import need_transaction


def blame_file(revision: Revision) -> int:
    """Count one more crash of the revision's content; returns how many there are by now."""
    need_transaction()
    Blob.objects.filter(pk=revision.blob_id).update(press_crashes=F("press_crashes") + 1)
    revision.blob.refresh_from_db(fields=["press_crashes"])
    return revision.blob.press_crashes
