"""Searching what is on sale: free words only, and never later than the last change."""

import re

import pytest

from tests.factories.documents import a_category, a_published_listing, a_written_revision
from wenfang.accounts.models import User
from wenfang.catalogue.actions.count_downloads import count_downloads
from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.actions.withdraw_listing import withdraw_listing
from wenfang.catalogue.models import Listing
from wenfang.catalogue.search.catch_up import Follower
from wenfang.catalogue.search.engine import engine
from wenfang.catalogue.search.find import search_listings

pytestmark = pytest.mark.django_db
TEXTS = ["第一页说的是钟楼的故事。", "第二页藏着萤火虫计划。", "第三页也要付钱。"]


def found(text: str, **rest: object) -> list[str]:
    return [item.pk for item in search_listings(text, **rest).items]


def test_title_author_category_introduction_and_free_text_are_found(
    author: User, follower: Follower
) -> None:
    shelf = a_category("exams", name_zh="考试资料", name_en="Exams")
    listing = a_published_listing(author, TEXTS, title="登高望远", category=shelf)
    describe_listing(document=listing.document, introduction="作者自己写的导语。")
    follower.step()

    for text in ("登高", "考试资料", "exams", author.handle, "导语", "钟楼 故事"):
        assert found(text) == [listing.pk], text


def test_a_gated_word_answers_exactly_like_a_word_that_exists_nowhere(
    author: User, follower: Follower
) -> None:
    a_published_listing(author, TEXTS)
    follower.step()

    gated, unknown = search_listings("萤火虫计划"), search_listings("独角兽方案")

    assert gated == unknown
    assert gated.total == 0


def test_the_gated_word_is_found_once_its_page_is_free(author: User, follower: Follower) -> None:
    listing = a_published_listing(author, TEXTS)
    follower.step()

    describe_listing(document=listing.document, free_pages=2)
    follower.step()

    assert found("萤火虫计划") == [listing.pk]


def test_a_page_that_was_closed_a_moment_ago_is_not_found_even_before_the_index_knows(
    author: User, follower: Follower
) -> None:
    listing = a_published_listing(author, TEXTS, free_pages=2)
    follower.step()
    assert found("萤火虫计划") == [listing.pk]

    describe_listing(document=listing.document, free_pages=1)

    assert search_listings("萤火虫计划") == search_listings("独角兽方案")
    assert found("钟楼") == [listing.pk]


def test_what_is_withdrawn_is_gone_at_once_and_comes_back_with_publishing(
    author: User, follower: Follower
) -> None:
    listing = a_published_listing(author, TEXTS)
    follower.step()

    withdraw_listing(document=listing.document)
    assert found("钟楼") == []
    assert search_listings("钟楼").total == 0
    follower.step()
    publish_listing(document=listing.document)
    follower.step()

    assert found("钟楼") == [listing.pk]


def test_only_the_revision_on_sale_is_found(author: User, follower: Follower) -> None:
    listing = a_published_listing(author, TEXTS)
    a_written_revision(author, ["第二版写的是灯塔。"], document=listing.document)
    follower.step()
    assert found("灯塔") == []

    publish_listing(document=listing.document)
    follower.step()

    assert found("灯塔") == [listing.pk]
    assert found("钟楼") == []


def test_a_draft_is_not_found(author: User, follower: Follower) -> None:
    document = a_written_revision(author, TEXTS).document
    describe_listing(document=document, price=100)
    follower.step()

    assert found("钟楼") == []


def test_changes_are_read_once_and_a_new_follower_goes_on(author: User, follower: Follower) -> None:
    follower.step()
    a_published_listing(author, TEXTS)

    assert follower.step() == 1
    assert follower.step() == 0
    Follower(engine()).step()
    assert len(found("钟楼")) == 1


def test_an_index_from_before_a_restored_backup_is_rebuilt(
    author: User, follower: Follower
) -> None:
    listing = a_published_listing(author, TEXTS)
    engine().rebuild([], 10_000)
    assert found("钟楼") == []

    follower.step()

    assert found("钟楼") == [listing.pk]


def test_without_an_index_the_answer_is_empty(author: User, settings, tmp_path) -> None:
    settings.WENFANG_SEARCH_INDEX = tmp_path / "nothing"
    a_published_listing(author, TEXTS)

    assert found("钟楼") == []


def test_the_snippet_marks_the_hit_and_escapes_the_rest(author: User, follower: Follower) -> None:
    text = "<script>alert(1)</script> 当 a<b 时，钟楼敲响。" + "后面还有很多很多字。" * 20
    listing = a_published_listing(author, [text, TEXTS[1]])
    follower.step()

    snippet = search_listings("钟楼").snippets[listing.pk]

    assert "<mark>钟楼</mark>" in snippet
    assert set(re.findall(r"<[^>]*>", snippet)) == {"<mark>", "</mark>"}
    assert len(snippet) < 200


def test_results_can_be_narrowed_ordered_and_paged(author: User, follower: Follower) -> None:
    law = a_category("law")
    first, second, third = [
        a_published_listing(author, TEXTS, category=law if number else None) for number in range(3)
    ]
    count_downloads(document_id=second.pk, total=9)
    follower.step()

    assert set(found("钟楼", category=law)) == {second.pk, third.pk}
    assert found("钟楼", order="popular")[0] == second.pk
    assert found("钟楼", order="newest") == [third.pk, second.pk, first.pk]
    assert found("钟楼", order="newest", page=2, page_size=2) == [first.pk]
    page = search_listings("钟楼", page=2, page_size=2)
    assert (len(page.items), page.total, page.page, page.page_size) == (1, 3, 2, 2)


@pytest.mark.parametrize("text", ["", "  ", "，。", '"', "\x00", "a" * 5000, "OR AND NOT -(" * 9])
def test_odd_questions_find_nothing_and_break_nothing(
    author: User, follower: Follower, text: str
) -> None:
    a_published_listing(author, TEXTS)
    follower.step()

    assert search_listings(text).items == []


def test_many_documents_are_indexed(author: User, follower: Follower) -> None:
    for number in range(30):
        a_published_listing(author, [f"第{number}份文件的正文。"])
    follower.step()

    assert search_listings("正文").total == 30
    assert Listing.objects.count() == 30


def test_the_free_text_that_is_read_is_bounded(author: User, follower: Follower) -> None:
    texts = ["开头的灯塔。" + "字" * 150_000, "中间的码头。" + "字" * 150_000, "末尾的渡口。"]
    listing = a_published_listing(author, texts, free_pages=3)
    follower.step()

    assert found("灯塔") == [listing.pk]
    assert found("码头") == [listing.pk]
    assert found("渡口") == []
