"""Describing, publishing, withdrawing: what is on sale, for whom it is visible, what is refused."""

import pytest

from tests.factories.documents import (
    a_category,
    a_published_listing,
    a_written_revision,
    an_upload,
    with_content,
)
from tests.factories.files import a_pdf
from wenfang.accounts.models import User
from wenfang.catalogue.access import (
    can_see_preview,
    document_for,
    is_on_sale,
    listing_of,
    public_listing,
)
from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.actions.withdraw_listing import withdraw_listing
from wenfang.catalogue.errors import NeedsConfirmationError, NotOnSaleError, NotReadyError
from wenfang.catalogue.models import Listing, SearchChange
from wenfang.documents.access import document_of, revision_of
from wenfang.documents.models import Revision
from wenfang.kernel.errors import InvalidInputError, NotFoundError
from wenfang.press import Fidelity
from wenfang.press.fidelity import DOUBTS

pytestmark = pytest.mark.django_db
TEXTS = ["第一版讲的是去年的事情，大家都很关心。", "第二页。"]


def test_publishing_makes_a_document_public_from_that_moment(author: User, buyer: User) -> None:
    revision = a_written_revision(author, TEXTS)
    for viewer in (None, buyer):
        with pytest.raises(NotFoundError):
            document_for(viewer, revision.document_id)
    assert not can_see_preview(None, revision)

    listing = publish_listing(document=revision.document)

    assert public_listing(listing.pk) == listing
    assert listing.published_at is not None
    assert document_for(None, revision.document_id) == revision.document
    assert can_see_preview(None, revision)
    assert is_on_sale(revision)


def test_the_owner_sees_a_draft_and_nobody_else_does(author: User, buyer: User) -> None:
    revision = a_written_revision(author)

    assert document_of(author, revision.document_id) == revision.document
    assert revision_of(author, revision.pk) == revision
    assert can_see_preview(author, revision)
    assert not can_see_preview(buyer, revision)
    with pytest.raises(NotFoundError):
        document_of(buyer, revision.document_id)
    with pytest.raises(NotFoundError):
        revision_of(buyer, revision.pk)


def test_what_is_not_ready_cannot_be_published(author: User) -> None:
    revision = an_upload(author, a_pdf(["not ready"]))

    with pytest.raises(NotReadyError):
        publish_listing(document=revision.document)

    assert listing_of(revision.document).state == Listing.State.DRAFT


def doubtful(author: User, *doubts: str) -> Revision:
    fidelity = Fidelity(pages=2, recorded_pages=20, doubts=list(doubts))
    return with_content(a_written_revision(author, TEXTS), fidelity=fidelity)


@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_doubtful_preview_asks_in_words_before_it_is_published(author: User, doubt: str) -> None:
    document = doubtful(author, doubt).document

    with pytest.raises(NeedsConfirmationError) as caught:
        publish_listing(document=document)
    assert DOUBTS[doubt].zh in caught.value.message("zh")
    assert DOUBTS[doubt].en in caught.value.message("en")

    assert publish_listing(document=document, confirm=True).state == Listing.State.PUBLISHED


def test_a_confirmation_is_remembered_for_the_revision_and_its_doubts(author: User) -> None:
    revision = doubtful(author, "text_lost")
    publish_listing(document=revision.document, confirm=True)
    withdraw_listing(document=revision.document)

    assert publish_listing(document=revision.document).state == Listing.State.PUBLISHED

    withdraw_listing(document=revision.document)
    revision.refresh_from_db()
    revision.fidelity["doubts"].append("boxes")
    revision.save()
    with pytest.raises(NeedsConfirmationError) as caught:
        publish_listing(document=revision.document)
    assert caught.value.doubts == ["boxes"]


def test_the_next_revision_is_looked_at_anew(author: User) -> None:
    first = doubtful(author, "text_lost")
    publish_listing(document=first.document, confirm=True)
    second = a_written_revision(author, TEXTS, document=first.document)
    with_content(second, fidelity=Fidelity(pages=2, doubts=["text_lost"]))

    with pytest.raises(NeedsConfirmationError):
        publish_listing(document=first.document)


def test_publishing_twice_changes_nothing(author: User) -> None:
    listing = a_published_listing(author)
    changes = SearchChange.objects.count()

    again = publish_listing(document=listing.document)

    assert (again.version, again.published_at) == (listing.version, listing.published_at)
    assert SearchChange.objects.count() == changes


def test_a_new_revision_is_sold_only_after_publishing_again(author: User) -> None:
    listing = a_published_listing(author, TEXTS)
    first = listing.revision
    second = a_written_revision(
        author, ["第二版换了新的内容，请大家重新阅读。"], document=listing.document
    )
    assert public_listing(listing.pk).revision == first
    assert not is_on_sale(second)
    assert not can_see_preview(None, second)

    after = publish_listing(document=listing.document)

    assert after.revision == second
    assert after.published_at == listing.published_at
    assert "第二版" in after.document.introduction


def test_withdrawing_closes_the_page_and_publishing_opens_it_again(author: User) -> None:
    listing = a_published_listing(author)

    withdraw_listing(document=listing.document, reason=" 价格\n不对 ")

    assert Listing.objects.get(pk=listing.pk).withdrawn_reason == "价格 不对"
    with pytest.raises(NotFoundError):
        public_listing(listing.pk)
    assert not can_see_preview(None, listing.revision)
    withdraw_listing(document=listing.document)
    publish_listing(document=listing.document)
    assert public_listing(listing.pk).withdrawn_reason == ""


def test_a_draft_cannot_be_withdrawn(author: User) -> None:
    with pytest.raises(NotOnSaleError):
        withdraw_listing(document=a_written_revision(author).document)


def test_every_change_raises_the_version_and_reaches_the_index(author: User) -> None:
    document = a_written_revision(author).document
    versions = [
        describe_listing(document=document, price=500).version,
        publish_listing(document=document).version,
        describe_listing(document=document, title="新的标题").version,
        withdraw_listing(document=document).version,
    ]

    assert versions == sorted(set(versions))
    assert list(SearchChange.objects.values_list("document_id", flat=True)) == [document.pk] * 4


def test_only_what_is_given_changes(author: User) -> None:
    shelf = a_category("exams")
    document = a_written_revision(author, title="旧标题").document
    describe_listing(document=document, price=500, category="exams")

    listing = describe_listing(document=document, title=" 新\t标题 ")

    assert (listing.price, listing.category, listing.document.title) == (500, shelf, "新 标题")
    assert describe_listing(document=document, title="  ").document.title == "新 标题"
    assert describe_listing(document=document, category="").category is None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"price": -1}, "price"),
        ({"price": 10**12}, "price"),
        ({"category": "nowhere"}, "category"),
        ({"title": "长" * 300}, "title"),
        ({"introduction": "长" * 3000}, "introduction"),
    ],
)
def test_senseless_words_are_refused_with_their_field(
    author: User, words: dict[str, object], field: str
) -> None:
    document = a_written_revision(author, title="标题").document

    with pytest.raises(InvalidInputError) as caught:
        describe_listing(document=document, **words)

    assert caught.value.field == field
    assert not SearchChange.objects.exists()
