"""The moderators' queue: who may see it, what it shows, and the two decisions."""

import pytest

from tests.factories.documents import a_published_listing, a_written_revision
from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.actions.withdraw_listing import withdraw_listing
from wenfang.catalogue.models import Listing
from wenfang.trust.models import Review

GATED = "鹧鸪"


@pytest.fixture
def hand_in(author, settings):
    settings.WENFANG_REVIEW = True

    def act(title="关于阅览室的讲话"):
        revision = a_written_revision(
            author,
            ["首页写着银杏，街道两旁都是。", f"付费页写着{GATED}。"],
            title=title,
            free_pages=1,
        )
        describe_listing(document=revision.document, price=350)
        return publish_listing(document=revision.document)

    return act


@pytest.fixture
def desk(client, moderator):
    """The browser of a moderator."""
    client.force_login(moderator)
    return client


def test_the_queue_does_not_exist_for_authors_and_guests(client, hand_in, author, buyer):
    listing = hand_in()
    paths = ["/operate/review", f"/operate/review/{listing.pk}"]
    for path in paths:
        assert client.get(path).headers["Location"].startswith("/accounts/login/")
    for person in (author, buyer):
        client.force_login(person)
        for path in paths:
            assert client.get(path).status_code == 404
        for verb in ("accept", "return"):
            answer = client.post(
                f"/operate/review/{listing.pk}/{verb}",
                {"version": listing.version, "reason": "不行"},
            )
            assert answer.status_code == 404
    assert Listing.objects.get().state == "review"


def test_it_opens_the_oldest_and_lists_the_rest_behind_it(desk, hand_in, author):
    first, second = hand_in("先交的报告"), hand_in("后交的报告")
    answer = desk.get("/operate/review")
    page = answer.content.decode()

    assert answer.context["item"].listing == first
    assert page.index("先交的报告") < page.index("后交的报告")
    assert f"/operate/review/{second.pk}" in page
    assert author.handle in page and "¥3.50" in page and "2 页" in page


def test_it_shows_what_buyers_will_see_and_no_word_behind_the_gate(desk, hand_in):
    page = desk.get(f"/operate/review/{hand_in().pk}").content.decode()

    assert "<wf-viewer" in page
    assert "银杏" in page
    assert GATED not in page


def test_an_operator_sees_it_too(client, hand_in, operator):
    client.force_login(operator)

    assert hand_in().document.title in client.get("/operate/review").content.decode()


def test_accepting_publishes_and_opens_the_next(desk, hand_in):
    listing, following = hand_in(), hand_in("后交的报告")
    answer = desk.post(
        f"/operate/review/{listing.pk}/accept", {"version": listing.version}, follow=True
    )

    assert answer.context["item"].listing == following
    assert Listing.objects.get(pk=listing.pk).state == "published"
    assert desk.get(f"/d/{listing.pk}").status_code == 200


def test_returning_needs_a_reason_and_keeps_the_page_open_without_one(desk, hand_in):
    listing = hand_in()
    path = f"/operate/review/{listing.pk}/return"
    answer = desk.post(path, {"version": listing.version, "reason": " "})
    assert answer.status_code == 422
    assert "请写明退回的原因" in answer.content.decode()
    assert Listing.objects.get().state == "review"

    desk.post(path, {"version": listing.version, "reason": "请补上出处"})
    assert (Listing.objects.get().state, Review.objects.get().reason) == ("draft", "请补上出处")


def test_what_changed_meanwhile_is_opened_again(desk, hand_in):
    hand_in("先交的报告")
    listing = hand_in("后交的报告")
    describe_listing(document=listing.document, title="偷偷换掉的标题")
    answer = desk.post(
        f"/operate/review/{listing.pk}/accept", {"version": listing.version}, follow=True
    )

    assert "偷偷换掉的标题" in answer.content.decode()
    assert answer.context["item"].listing == listing
    assert Listing.objects.get(pk=listing.pk).state == "review"


@pytest.mark.parametrize("verb", ["accept", "return"])
@pytest.mark.parametrize("reason", ["", "请补上出处"])
def test_a_decision_that_comes_too_late_is_told_and_changes_nothing(desk, hand_in, verb, reason):
    listing = hand_in()
    withdraw_listing(document=listing.document)
    answer = desk.post(
        f"/operate/review/{listing.pk}/{verb}",
        {"version": listing.version, "reason": reason},
        follow=True,
    )

    assert "已不在待审核之列" in answer.content.decode()
    assert Listing.objects.get().state == "draft"
    assert not Review.objects.exists()


def test_the_link_of_a_mail_that_comes_too_late_leads_to_the_queue(desk, hand_in):
    listing = hand_in()
    withdraw_listing(document=listing.document)
    answer = desk.get(f"/operate/review/{listing.pk}", follow=True)

    assert answer.redirect_chain[-1][0] == "/operate/review"
    assert listing.document.title not in answer.content.decode()


def test_nobody_decides_without_having_looked(desk, hand_in):
    listing = hand_in()
    desk.post(f"/operate/review/{listing.pk}/accept")

    assert Listing.objects.get().state == "review"


def test_a_new_revision_is_told_apart_from_a_new_document(desk, author, settings):
    listing = a_published_listing(author)
    settings.WENFANG_REVIEW = True
    a_written_revision(author, ["第二版。"], document=listing.document)
    publish_listing(document=listing.document)

    assert "新版本" in desk.get("/operate/review").content.decode()


def test_the_empty_queue_says_whether_review_is_on(desk, settings):
    assert "WENFANG_REVIEW" in desk.get("/operate/review").content.decode()
    settings.WENFANG_REVIEW = True
    assert "WENFANG_REVIEW" not in desk.get("/operate/review").content.decode()


def test_a_long_queue_costs_as_many_queries_as_a_short_one(
    desk, hand_in, django_assert_max_num_queries
):
    for _ in range(8):
        hand_in()
    with django_assert_max_num_queries(14):
        desk.get("/operate/review")
