"""Shelves, counts and neighbours."""

from datetime import timedelta

import pytest

from tests.factories.documents import a_category, a_published_listing, a_written_revision
from wenfang.accounts.models import User
from wenfang.catalogue.actions.count_downloads import count_downloads
from wenfang.catalogue.actions.count_sales import count_sales
from wenfang.catalogue.actions.put_category import put_category
from wenfang.catalogue.actions.withdraw_listing import withdraw_listing
from wenfang.catalogue.errors import ShelfTooDeepError, UnknownCategoryError
from wenfang.catalogue.models import Listing
from wenfang.catalogue.queries import (
    category_tree,
    home_shelves,
    more_from_author,
    published_listings,
    related_to,
)
from wenfang.catalogue.search.find import search_listings
from wenfang.kernel.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelves() -> dict[str, object]:
    school = a_category("school", position=1)
    return {
        "school": school,
        "maths": a_category("maths", school, position=1),
        "law": a_category("law", position=2),
    }


def test_a_category_counts_what_is_on_sale_in_it_and_below(author: User, shelves) -> None:
    a_published_listing(author, category=shelves["maths"])
    a_published_listing(author, category=shelves["school"])
    gone = a_published_listing(author, category=shelves["school"])
    withdraw_listing(document=gone.document)
    a_written_revision(author)

    school, law = category_tree()

    assert (school.category.slug, school.count, law.count) == ("school", 2, 0)
    assert [(child.category.slug, child.count) for child in school.children] == [("maths", 1)]


def test_a_category_shows_what_is_below_it(author: User, shelves) -> None:
    below = a_published_listing(author, category=shelves["maths"])
    a_published_listing(author, category=shelves["law"])

    assert list(published_listings(category=shelves["school"])) == [below]


def test_newest_and_popular(author: User) -> None:
    old, new = a_published_listing(author), a_published_listing(author)
    Listing.objects.filter(pk=old.pk).update(published_at=now() - timedelta(days=3))
    count_downloads(document_id=old.pk, total=7)
    count_downloads(document_id=old.pk, total=7)
    count_sales(document_id=old.pk, total=2)

    shelves = home_shelves()

    assert list(shelves.newest) == [new, old]
    assert list(shelves.popular) == [old, new]
    assert shelves.total == 2
    assert (shelves.popular[0].downloads, shelves.popular[0].sales) == (7, 2)


def test_downloads_from_before_this_site_are_added_once(author: User) -> None:
    listing = a_published_listing(author)
    Listing.objects.filter(pk=listing.pk).update(downloads=40, downloads_before=40)
    count_downloads(document_id=listing.pk, total=2)
    count_downloads(document_id=listing.pk, total=2)
    listing.refresh_from_db()
    assert listing.downloads == 42


def test_related_documents_are_by_others_and_share_words_or_a_shelf(
    author: User, buyer: User, shelves
) -> None:
    speech = a_published_listing(author, title="阅览室工作讲话", category=shelves["law"])
    a_published_listing(author, title="阅览室工作讲话之二", category=shelves["law"])
    a_published_listing(buyer, title="高等数学试卷", category=shelves["maths"])
    same_words = a_published_listing(buyer, title="关于阅览室的通知", category=shelves["maths"])
    same_shelf = a_published_listing(buyer, title="合同范本", category=shelves["law"])

    assert related_to(speech)[:2] == [same_words, same_shelf]
    assert len(related_to(speech, limit=1)) == 1


def test_more_from_the_author_leaves_out_this_document_and_drafts(
    author: User, buyer: User
) -> None:
    first, second = a_published_listing(author), a_published_listing(author)
    a_published_listing(buyer)
    a_written_revision(author)

    assert more_from_author(first) == [second]


def test_a_shelf_costs_the_same_queries_however_long_it_is(
    author: User, django_assert_max_num_queries
) -> None:
    for _ in range(10):
        a_published_listing(author)

    with django_assert_max_num_queries(5):
        for listing in home_shelves().newest:
            assert listing.document.owner.handle
            assert listing.revision.blob.size
            assert listing.category is None


def test_a_shelf_that_gets_another_name_is_found_under_it(author: User, follower, shelves) -> None:
    listing = a_published_listing(author, category=shelves["maths"])
    follower.step()

    put_category(slug="school", name_zh="教育园地", name_en="School")
    follower.step()

    assert [item.pk for item in search_listings("教育园地").items] == [listing.pk]


def test_shelves_have_two_levels(shelves) -> None:
    with pytest.raises(ShelfTooDeepError):
        put_category(slug="algebra", name_zh="代数", name_en="Algebra", parent="maths")
    with pytest.raises(ShelfTooDeepError):
        put_category(slug="school", name_zh="学校", name_en="School", parent="law")
    with pytest.raises(UnknownCategoryError):
        put_category(slug="new", name_zh="新", name_en="New", parent="nowhere")

    assert put_category(slug="new", name_zh="新", name_en="New", parent="law").parent
