"""Taking an upload: its bytes into the blob store, a revision into the queue."""

from datetime import timedelta

from django.conf import settings
from django.db import OperationalError, transaction

from wenfang.accounts.models import User
from wenfang.documents.errors import SameFileError, StorageFullError
from wenfang.documents.models import Blob, Document, Revision
from wenfang.documents.rules import MAX_CHANGE_NOTE, clean_file_name, clean_line
from wenfang.documents.steps.edit_document import checked_free_pages, checked_title
from wenfang.documents.storage import Draft, ReadableFile, drafted, placed
from wenfang.kernel.clock import now
from wenfang.press import Limits, identify
from wenfang.queue.enqueue import enqueue

# The upload wakes its own job; the sweep looks only at what that job forgot.
SWEEP_AFTER = timedelta(seconds=30)


def receive_upload(
    *,
    owner: User,
    file: ReadableFile,
    name: str,
    title: str = "",
    free_pages: int | None = None,
    document: Document | None = None,
    change_note: str = "",
) -> Revision:
    """Keep a file as a new document, or as a further revision of ``document`` (the owner's own).

    Raises the PressError that size and magic show, StorageFullError, SameFileError, and
    InvalidInputError for a title or a number of free pages out of bounds; nothing is kept then.
    """
    fresh = Document(
        owner=owner, title=checked_title(title), free_pages=checked_free_pages(free_pages)
    )
    limit = settings.WENFANG_MAX_UPLOAD
    with drafted(file, limit=limit) as draft:
        found = identify(draft.path, name=name, limits=Limits(input_bytes=limit))
        revision = Revision(
            file_name=clean_file_name(name),
            format=found,
            change_note=clean_line(change_note, MAX_CHANGE_NOTE),
            due_at=now() + SWEEP_AFTER,
        )
        try:
            return _register(draft, document or fresh, revision, is_new=document is None)
        except OperationalError as error:
            if "full" in str(error):
                raise StorageFullError from error
            raise


def _register(draft: Draft, document: Document, revision: Revision, *, is_new: bool) -> Revision:
    with transaction.atomic(durable=True):
        blob, is_first = Blob.objects.select_for_update().get_or_create(
            sha256=draft.sha256,
            defaults={"size": draft.size, "scan_due_at": now() + SWEEP_AFTER},
        )
        with placed(draft, blob.storage_name):
            revision.blob = blob
            if is_new:
                document.duplicate_of = _duplicate(document, blob)
                document.save(force_insert=True)
            else:
                document = Document.objects.select_for_update().get(pk=document.pk)
                _refuse_the_same(document, blob)
            revision.document = document
            revision.number = document.revisions.count() + 1
            revision.save(force_insert=True)
            enqueue("press_revision", revision_id=revision.pk)
            if is_first and settings.WENFANG_CLAMD:
                enqueue("scan_blob", sha256=blob.sha256)
    return revision


def _duplicate(document: Document, blob: Blob) -> Document | None:
    """The owner's earliest document that already has these bytes."""
    mine = Document.objects.filter(owner=document.owner, revisions__blob=blob)
    return mine.order_by("created_at").first()


def _refuse_the_same(document: Document, blob: Blob) -> None:
    newest = document.revisions.order_by("-number").first()
    if newest and newest.blob_id == blob.pk and newest.state != Revision.State.FAILED:
        raise SameFileError
