"""A document on sale with three pages, two of them free, each page with a word of its own."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from tests.factories.documents import a_category, a_published_listing, a_written_revision
from wenfang.catalogue.models import Category, Listing
from wenfang.documents.models import PageImage, Revision

TEXTS = ("首页写着银杏。", "次页写着枇杷。", "付费页写着鹧鸪。")
GATED_WORD = "鹧鸪"


def draw(revision: Revision, upto: int) -> None:
    """Give the first pages pictures in every width, as the press does."""
    for page in revision.page_set.filter(number__lte=upto):
        for width in (180, 720, 1440):
            image = PageImage.objects.create(page=page, width=width, height=round(width * 1.414))
            buffer = io.BytesIO()
            Image.new("L", (image.width, image.height), 255).save(buffer, "WEBP", lossless=True)
            storages["previews"].save(image.storage_name, ContentFile(buffer.getvalue()))


@pytest.fixture
def shelf(db) -> Category:
    return a_category("official", name_zh="公文讲话", name_en="Speeches")


@pytest.fixture
def listing(author, shelf) -> Listing:
    made = a_published_listing(
        author, TEXTS, category=shelf, price=300, title="阅览室座谈会讲话", free_pages=2
    )
    draw(made.revision, 2)
    return made


@pytest.fixture
def draft(author) -> Revision:
    revision = a_written_revision(author, TEXTS, title="还没发布的稿子", free_pages=2)
    draw(revision, 2)
    return revision


@pytest.fixture
def page(client, listing) -> str:
    """The document page as a guest gets it."""
    return client.get(f"/d/{listing.pk}").content.decode()
