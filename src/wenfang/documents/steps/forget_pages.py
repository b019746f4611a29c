"""Taking away all pages of a revision, before others take their place."""

from functools import partial

from django.db import transaction

from wenfang.documents.models import PageImage, Revision
from wenfang.documents.steps.drop_gated_images import delete_files
from wenfang.queue.transactions import need_transaction


def forget_pages(revision: Revision) -> None:
    """Delete the rows now and their files after the commit.

    Clears what the revision says about provisional pages without saving it.
    """
    need_transaction()
    images = PageImage.objects.filter(page__revision=revision)
    names = [image.storage_name for image in images]
    revision.page_set.all().delete()
    revision.provisional_pages = 0
    revision.expected_pages = None
    transaction.on_commit(partial(delete_files, names))
