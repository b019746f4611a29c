"""Remembering that an author has looked at a revision's doubtful preview."""

from wenfang.documents.fidelity import doubts_about
from wenfang.documents.models import Revision
from wenfang.queue.transactions import need_transaction


def confirm_doubts(revision: Revision) -> None:
    """Note the present doubts as looked at, in the caller's transaction.

    If the file is pressed again and gives other doubts, those have to be looked at too.
    """
    need_transaction()
    revision.confirmed_doubts = doubts_about(revision)
    revision.save(update_fields=["confirmed_doubts"])
