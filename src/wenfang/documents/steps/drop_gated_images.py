"""Taking away the pictures of pages that are no longer free, with the words that lie over them."""

from functools import partial

from django.core.files.storage import storages
from django.db import transaction

from wenfang.documents.models import PageImage, Revision, TextLayer
from wenfang.queue.transactions import need_transaction


def drop_gated_images(revision: Revision, *, free: int) -> None:
    """Delete rows of pages after ``free`` now and their files after the commit; sets
    ``rendered_pages`` without saving it.

    A picture without a row is never served, so a crash between the two hides nothing and leaks
    nothing.
    """
    need_transaction()
    gated = PageImage.objects.filter(page__revision=revision, page__number__gt=free)
    names = [image.storage_name for image in gated]
    gated.delete()
    TextLayer.objects.filter(page__revision=revision, page__number__gt=free).delete()
    revision.rendered_pages = min(revision.rendered_pages, free)
    transaction.on_commit(partial(delete_files, names))


def delete_files(names: list[str]) -> None:
    """Delete picture files that no row knows any more."""
    previews = storages["previews"]
    for name in names:
        previews.delete(name)
