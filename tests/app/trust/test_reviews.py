"""Review before publication: who waits, who decides, what is written down, what is never lost."""

import pytest

from tests.factories.documents import a_published_listing, a_written_revision
from wenfang.accounts.models import User
from wenfang.catalogue.access import can_see_preview, is_on_sale, public_listing
from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.actions.withdraw_listing import withdraw_listing
from wenfang.catalogue.errors import ChangedInReviewError, InfectedFileError, NotInReviewError
from wenfang.catalogue.models import Listing, SearchChange
from wenfang.catalogue.queries import listings_in_review
from wenfang.documents.models import Blob
from wenfang.kernel.errors import ConflictError, NotFoundError
from wenfang.notify.models import OutgoingMail
from wenfang.trust.access import listing_to_decide
from wenfang.trust.actions.accept_listing import accept_listing
from wenfang.trust.actions.return_listing import return_listing
from wenfang.trust.errors import ReturnReasonMissingError, ReturnReasonTooLongError
from wenfang.trust.models import Review
from wenfang.trust.rules import LONGEST_REASON

pytestmark = pytest.mark.django_db
WHY = "第 2 页缺少出处。"


@pytest.fixture
def review_on(settings):
    settings.WENFANG_REVIEW = True


@pytest.fixture
def handed_in(author: User, moderator: User, review_on: None) -> Listing:
    """A first publication that waits."""
    return publish_listing(document=a_written_revision(author).document)


@pytest.fixture
def update(author: User, moderator: User, settings) -> Listing:
    """On sale in its first revision, while the second waits."""
    listing = a_published_listing(author, ["第一版讲的是去年的事情，大家都很关心。"])
    settings.WENFANG_REVIEW = True
    newer = ["第二版换了新的内容，请大家重新阅读。"]
    a_written_revision(author, newer, document=listing.document)
    return publish_listing(document=listing.document)


def accept(listing: Listing, moderator: User, version: int | None = None) -> Listing:
    seen = listing.version if version is None else version
    return accept_listing(document=listing.document, moderator=moderator, version=seen)


def give_back(listing: Listing, moderator: User, reason: str = WHY) -> Listing:
    return return_listing(
        document=listing.document, moderator=moderator, version=listing.version, reason=reason
    )


def mails_to(person: User) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(recipient=person.email, kind="review"))


def test_with_review_off_a_document_is_public_at_once(author: User, moderator: User) -> None:
    listing = publish_listing(document=a_written_revision(author).document)

    assert public_listing(listing.pk) == listing
    assert not listings_in_review().exists()
    assert not OutgoingMail.objects.exists()


def test_with_review_on_it_waits_and_those_who_decide_are_told(
    handed_in: Listing, author: User, moderator: User, operator: User
) -> None:
    assert handed_in.state == Listing.State.REVIEW
    assert handed_in.published_at is None
    assert list(listings_in_review()) == [handed_in]
    with pytest.raises(NotFoundError):
        public_listing(handed_in.pk)
    assert f"/operate/review/{handed_in.pk}" in mails_to(moderator)[0].body
    assert author.handle in mails_to(moderator)[0].body
    assert not mails_to(author)


def test_an_operator_is_told_too(review_on: None, author: User, operator: User) -> None:
    publish_listing(document=a_written_revision(author).document)

    assert len(mails_to(operator)) == 1


@pytest.mark.parametrize("role", ["moderator", "operator"])
def test_who_decides_about_others_publishes_at_once(
    request: pytest.FixtureRequest, review_on: None, role: str
) -> None:
    owner = request.getfixturevalue(role)

    listing = publish_listing(document=a_written_revision(owner).document)

    assert listing.state == Listing.State.PUBLISHED
    assert not OutgoingMail.objects.exists()


def test_handing_in_twice_is_once(handed_in: Listing, moderator: User) -> None:
    again = publish_listing(document=handed_in.document)

    assert (again.version, again.proposed_at) == (handed_in.version, handed_in.proposed_at)
    assert len(mails_to(moderator)) == 1


def test_moderators_see_free_pages_while_it_waits_and_nobody_else_does(
    handed_in: Listing, moderator: User, buyer: User
) -> None:
    revision = handed_in.proposed
    assert revision is not None
    assert can_see_preview(moderator, revision)
    assert not can_see_preview(buyer, revision)
    assert not can_see_preview(None, revision)

    give_back(handed_in, moderator)

    assert not can_see_preview(moderator, revision)


def test_accepting_publishes_tells_the_index_and_the_author_and_is_written_down(
    handed_in: Listing, author: User, moderator: User
) -> None:
    changes = SearchChange.objects.count()

    listing = accept(handed_in, moderator)

    assert public_listing(listing.pk).published_at is not None
    assert SearchChange.objects.count() == changes + 1
    assert f"/d/{listing.pk}" in mails_to(author)[0].body
    review = Review.objects.get()
    assert (review.revision, review.moderator) == (listing.revision, moderator)
    assert (review.decision, review.reason) == ("accepted", "")
    assert not listings_in_review().exists()


def test_returning_makes_it_a_draft_with_the_reason_for_its_author(
    handed_in: Listing, author: User, moderator: User
) -> None:
    proposed = handed_in.proposed
    listing = give_back(handed_in, moderator, f"  {WHY}\n")

    assert (listing.state, listing.proposed) == (Listing.State.DRAFT, None)
    assert listing.returned_reason == WHY
    assert WHY in mails_to(author)[0].body
    review = Review.objects.get()
    assert (review.revision, review.decision, review.reason) == (proposed, "returned", WHY)
    with pytest.raises(NotFoundError):
        public_listing(listing.pk)


def test_what_was_returned_can_be_handed_in_again(handed_in: Listing, moderator: User) -> None:
    listing = publish_listing(document=give_back(handed_in, moderator).document)

    assert (listing.state, listing.returned_reason) == (Listing.State.REVIEW, "")
    accept(listing, moderator)
    assert [review.decision for review in Review.objects.order_by("id")] == ["returned", "accepted"]


@pytest.mark.parametrize(
    ("reason", "error"),
    [(" \n ", ReturnReasonMissingError), ("长" * (LONGEST_REASON + 1), ReturnReasonTooLongError)],
)
def test_a_reason_that_helps_nobody_is_refused(
    handed_in: Listing, moderator: User, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        give_back(handed_in, moderator, reason)

    assert list(listings_in_review()) == [handed_in]
    assert not Review.objects.exists()


def test_an_earlier_revision_stays_on_sale_until_the_new_one_is_accepted(
    update: Listing, moderator: User
) -> None:
    first, second = update.revision, update.proposed
    assert public_listing(update.pk).revision == first
    assert second is not None and not is_on_sale(second)
    assert "第一版" in public_listing(update.pk).document.introduction

    listing = accept(update, moderator)

    assert public_listing(update.pk).revision == second
    assert "第二版" in listing.document.introduction


def test_a_returned_revision_leaves_the_earlier_one_on_sale(
    update: Listing, author: User, moderator: User
) -> None:
    listing = give_back(update, moderator)

    assert public_listing(listing.pk).revision == update.revision
    assert listing.returned_reason == WHY
    assert "之前的版本" in mails_to(author)[0].body


def test_a_decision_is_made_once(handed_in: Listing, author: User, moderator: User) -> None:
    accepted = accept(handed_in, moderator)

    for decide in (accept, give_back):
        with pytest.raises(NotInReviewError) as caught:
            decide(accepted, moderator)
        assert isinstance(caught.value, ConflictError)
    assert public_listing(accepted.pk).returned_reason == ""
    assert Review.objects.count() == 1
    assert len(mails_to(author)) == 1


def test_what_its_author_took_back_cannot_be_accepted(handed_in: Listing, moderator: User) -> None:
    taken_back = withdraw_listing(document=handed_in.document)
    assert taken_back.state == Listing.State.DRAFT

    with pytest.raises(NotInReviewError):
        accept(handed_in, moderator)

    with pytest.raises(NotFoundError):
        public_listing(handed_in.pk)
    assert not Review.objects.exists()


def test_a_withdrawn_document_takes_its_waiting_revision_along(
    update: Listing, moderator: User
) -> None:
    withdraw_listing(document=update.document)

    with pytest.raises(NotInReviewError):
        accept(update, moderator)
    assert Listing.objects.get().state == Listing.State.WITHDRAWN


def test_what_changed_since_it_was_opened_is_looked_at_again(
    handed_in: Listing, moderator: User
) -> None:
    seen = handed_in.version
    changed = describe_listing(document=handed_in.document, title="另一个标题", free_pages=1)
    with pytest.raises(ChangedInReviewError):
        accept(handed_in, moderator, seen)

    assert accept(handed_in, moderator, changed.version).state == Listing.State.PUBLISHED


def test_a_newer_revision_takes_the_place_of_the_waiting_one(
    handed_in: Listing, author: User, moderator: User
) -> None:
    newer = a_written_revision(author, ["改好的第一页。"], document=handed_in.document)
    listing = publish_listing(document=handed_in.document)
    assert (listing.proposed, listing.proposed_at) == (newer, handed_in.proposed_at)
    assert len(mails_to(moderator)) == 1

    with pytest.raises(ChangedInReviewError):
        accept(handed_in, moderator)
    assert accept(listing, moderator).revision == newer


def test_what_was_found_infected_meanwhile_is_not_accepted(
    handed_in: Listing, moderator: User
) -> None:
    Blob.objects.update(scan=Blob.Scan.INFECTED)

    with pytest.raises(InfectedFileError):
        accept(handed_in, moderator)
    assert list(listings_in_review()) == [handed_in]


def test_the_oldest_is_first(author: User, review_on: None) -> None:
    listings = [publish_listing(document=a_written_revision(author).document) for _ in range(3)]

    assert list(listings_in_review()) == listings


def test_turned_off_again_review_keeps_nobody_waiting(handed_in: Listing, settings) -> None:
    settings.WENFANG_REVIEW = False

    listing = publish_listing(document=handed_in.document)

    assert (listing.state, listing.proposed) == (Listing.State.PUBLISHED, None)


def test_only_those_who_decide_may_fetch_what_to_decide_about(
    handed_in: Listing, author: User, buyer: User, moderator: User, operator: User
) -> None:
    for person in (author, buyer):
        with pytest.raises(NotFoundError):
            listing_to_decide(person, handed_in.pk)
    for person in (moderator, operator):
        assert listing_to_decide(person, handed_in.pk) == handed_in
