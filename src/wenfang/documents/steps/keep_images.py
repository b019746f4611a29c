"""Keeping rendered pages: picture files first, then their rows."""

from collections.abc import Sequence
from pathlib import Path

from django.core.files.storage import storages

from wenfang.documents.models import Page, PageImage, Revision
from wenfang.documents.storage import put
from wenfang.kernel.ids import new_id
from wenfang.press import PageImage as RenderedImage
from wenfang.queue.transactions import need_transaction

Stored = list[tuple[RenderedImage, str]]


def store_images(images: Sequence[RenderedImage], folder: Path) -> Stored:
    """Put pictures into the previews under fresh keys; no row knows them yet."""
    previews = storages["previews"]
    stored: Stored = []
    try:
        for image in images:
            key = new_id()
            put(previews, PageImage(key=key).storage_name, folder / image.file)
            stored.append((image, key))
    except BaseException:
        discard_images(stored)
        raise
    return stored


def discard_images(stored: Stored) -> None:
    """Delete pictures that no row came to know."""
    for _, key in stored:
        storages["previews"].delete(PageImage(key=key).storage_name)


def keep_images(revision: Revision, stored: Stored, *, free: int) -> Stored:
    """Write rows for the free pages that have none yet; returns what was not needed."""
    need_transaction()
    pages = {page.number: page for page in Page.objects.filter(revision=revision).defer("text")}
    known = set(
        PageImage.objects.filter(page__revision=revision).values_list("page__number", "width")
    )
    rows, spare = [], []
    for image, key in stored:
        if image.page > free or (image.page, image.width) in known:
            spare.append((image, key))
            continue
        page = pages[image.page]
        rows.append(PageImage(page=page, key=key, width=image.width, height=image.height))
    PageImage.objects.bulk_create(rows)
    return spare
