"""What an author sees of a review: that it waits, why it came back, and how to take it back."""

import pytest

from tests.factories.documents import a_published_listing, a_written_revision
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.models import Listing
from wenfang.trust.actions.return_listing import return_listing


@pytest.fixture
def studio(client, author, settings):
    settings.WENFANG_REVIEW = True
    client.force_login(author)
    return client


@pytest.fixture
def document(author):
    return a_written_revision(author, ["首页。"]).document


@pytest.fixture
def hand_in(studio, document):
    words = {"title": "报告", "price": "3", "free_pages": "1", "introduction": ""}
    return lambda: studio.post(f"/studio/d/{document.pk}/publish", words, follow=True)


def test_publishing_says_that_a_moderator_looks_first(studio, document, hand_in):
    assert "公开之前会先由审核员查看" in studio.get(f"/studio/d/{document.pk}").content.decode()

    page = hand_in().content.decode()

    assert "待审核" in page and "在售" not in page
    assert f'href="/d/{document.pk}"' not in page
    assert "待审核" in studio.get("/studio/?state=review").content.decode()


def test_with_review_off_no_moderator_is_mentioned(studio, document, hand_in, settings):
    settings.WENFANG_REVIEW = False
    assert "审核" not in studio.get(f"/studio/d/{document.pk}").content.decode()

    assert "审核" not in hand_in().content.decode()


def test_a_returned_document_shows_the_reason_until_it_is_handed_in_again(
    studio, document, hand_in, moderator
):
    hand_in()
    listing = Listing.objects.get()
    return_listing(
        document=document, moderator=moderator, version=listing.version, reason="请补上出处"
    )
    for path in (f"/studio/d/{document.pk}", "/studio/"):
        assert "请补上出处" in studio.get(path).content.decode()

    assert "请补上出处" not in hand_in().content.decode()


def test_an_author_takes_a_document_back(studio, document, hand_in):
    hand_in()
    answer = studio.post(f"/studio/d/{document.pk}/withdraw", follow=True)

    assert Listing.objects.get().state == "draft"
    assert "已撤回" in answer.content.decode()


def test_a_waiting_revision_is_marked_beside_the_one_on_sale(studio, author, settings):
    settings.WENFANG_REVIEW = False
    listing = a_published_listing(author)
    settings.WENFANG_REVIEW = True
    a_written_revision(author, ["第二版。"], document=listing.document)
    publish_listing(document=listing.document)

    page = studio.get(f"/studio/d/{listing.pk}").content.decode()
    assert "在售" in page and "新版本待审核" in page
    assert studio.get(f"/d/{listing.pk}").status_code == 200


def test_a_file_that_is_newer_than_the_waiting_one_can_take_its_place(
    studio, author, document, hand_in
):
    hand_in()
    newer = a_written_revision(author, ["改好的。"], document=document)
    assert "/publish" in studio.get(f"/studio/d/{document.pk}").content.decode()

    hand_in()

    assert Listing.objects.get().proposed == newer
