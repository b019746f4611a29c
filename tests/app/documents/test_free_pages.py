"""Changing the number of free pages: pictures come and go, and the introduction follows."""

import pytest
from django.core.files.storage import storages

from tests.factories import files
from tests.factories.documents import a_pressed_revision, a_written_revision
from wenfang.accounts.models import User
from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.documents.actions.wake_revisions import wake_revisions
from wenfang.documents.introductions import proposed_introduction
from wenfang.documents.models import PageImage, Revision
from wenfang.documents.queries import open_preview, preview_image, preview_pages
from wenfang.jobs.render_free_pages import render_free_pages
from wenfang.kernel.clock import now
from wenfang.kernel.errors import InvalidInputError, NotFoundError

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def revision(author: User) -> Revision:
    """A ready revision of six pages, three of them free."""
    pages = [f"Here is what page {number} of this short report says." for number in range(1, 7)]
    return a_pressed_revision(author, files.a_pdf(pages), title="Report", free_pages=3)


def test_fewer_free_pages_take_the_pictures_away(revision: Revision) -> None:
    third = preview_pages(revision)[2].images[720]
    name = preview_image(third).storage_name

    describe_listing(document=revision.document, free_pages=1)

    assert [page.number for page in preview_pages(_fresh(revision))] == [1]
    assert not PageImage.objects.filter(page__number__gt=1).exists()
    assert not storages["previews"].exists(name)
    with pytest.raises(NotFoundError):
        open_preview(third)


def test_more_free_pages_are_rendered_by_a_job(revision: Revision) -> None:
    before = {image for page in preview_pages(revision) for image in page.images.values()}

    describe_listing(document=revision.document, free_pages=50)
    assert len(preview_pages(_fresh(revision))) == 3
    render_free_pages(revision_id=revision.pk)

    pages = preview_pages(_fresh(revision))
    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6]
    assert before <= {image for page in pages for image in page.images.values()}
    assert [set(page.images) for page in pages] == [{180, 720, 1440}] * 6


def test_a_rendering_job_that_got_lost_is_woken_again(revision: Revision) -> None:
    describe_listing(document=revision.document, free_pages=6)
    Revision.objects.update(due_at=now())

    assert wake_revisions() == 1
    render_free_pages(revision_id=revision.pk)

    Revision.objects.update(due_at=now())
    assert wake_revisions() == 0


def test_rendering_twice_keeps_one_picture_of_each_width(revision: Revision) -> None:
    describe_listing(document=revision.document, free_pages=4)

    render_free_pages(revision_id=revision.pk)
    render_free_pages(revision_id=revision.pk)

    assert PageImage.objects.filter(page__revision=revision).count() == 4 * 3


def test_the_proposed_introduction_follows_the_free_pages(revision: Revision) -> None:
    document = revision.document
    assert "page 3" in document.introduction

    listing = describe_listing(document=document, free_pages=1)

    assert "page 1" in listing.document.introduction
    assert "page 2" not in listing.document.introduction


@pytest.mark.parametrize(("filler", "is_found"), [(5, True), (30, False)])
def test_an_introduction_is_looked_for_at_the_beginning_alone(
    author: User, filler: int, is_found: bool
) -> None:
    """Looking through every page of a long document would hold up everybody for minutes."""
    said = "Here is one whole sentence that this long document says about itself."
    texts = [*(f"{'word ' * 300}{number}" for number in range(filler)), said]
    revision = a_written_revision(author, texts, free_pages=100)
    assert (said in proposed_introduction(revision)) is is_found


def test_an_introduction_by_the_author_stays(revision: Revision) -> None:
    describe_listing(document=revision.document, introduction="我自己写的\n\n  两段介绍。 ")

    listing = describe_listing(document=revision.document, free_pages=1)

    assert listing.document.introduction == "我自己写的\n两段介绍。"
    again = describe_listing(document=revision.document, introduction="")
    assert "page 1" in again.document.introduction, "emptied, the proposed one comes back"


def test_sending_the_proposed_introduction_back_does_not_make_it_the_authors(
    revision: Revision,
) -> None:
    describe_listing(
        document=revision.document, introduction=revision.document.introduction, free_pages=1
    )

    revision.document.refresh_from_db()
    assert "page 2" not in revision.document.introduction


def test_a_senseless_number_is_refused_and_changes_nothing(revision: Revision) -> None:
    with pytest.raises(InvalidInputError):
        describe_listing(document=revision.document, title="neu", free_pages=-1)

    revision.document.refresh_from_db()
    assert (revision.document.title, revision.document.free_pages) != ("neu", -1)


def _fresh(revision: Revision) -> Revision:
    return Revision.objects.select_related("document").get(pk=revision.pk)
