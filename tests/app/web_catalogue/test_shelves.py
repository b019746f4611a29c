"""Home, categories and authors: what is on sale is found there, and nothing else."""

import pytest

from tests.factories.documents import a_category, a_published_listing
from wenfang.catalogue.actions.withdraw_listing import withdraw_listing

pytestmark = pytest.mark.django_db


def get(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_shows_what_is_on_sale_with_its_first_page(client, listing):
    page = get(client, "/")
    assert "阅览室座谈会讲话" in page
    assert "/p/" in page
    assert "在架文档 1 份" in page


def test_an_empty_library_invites_to_publish(client, db):
    page = get(client, "/")
    assert "书架还空着" in page
    assert "/studio/" in page


def test_drafts_and_withdrawn_documents_are_on_no_shelf(client, listing, draft, shelf, author):
    withdraw_listing(document=listing.document, reason="改稿")
    for path in ("/", f"/c/{shelf.slug}", f"/a/{author.handle}", "/search", "/sitemap.xml"):
        page = get(client, path)
        assert "阅览室座谈会讲话" not in page, path
        assert "还没发布的稿子" not in page, path
        assert listing.pk not in page, path


def test_a_category_holds_what_lies_on_the_shelves_below_it(client, author):
    above = a_category("lessons", name_zh="教案课件")
    below = a_category("slides", above, name_zh="课件演示")
    a_published_listing(author, title="二十四节气课件", category=below)
    page = get(client, "/c/lessons")
    assert "二十四节气课件" in page
    assert 'href="/c/slides"' in page


def test_a_page_without_a_free_page_has_no_cover(client, listing):
    listing.document.free_pages = 0
    listing.document.save()
    page = get(client, "/")
    assert "阅览室座谈会讲话" in page
    assert "/p/" not in page


def test_popular_comes_first_when_asked(client, author, shelf):
    for title, downloads in (("少人看", 1), ("多人看", 9), ("没人看", 0)):
        made = a_published_listing(author, title=title, category=shelf)
        made.downloads = downloads
        made.save()
    page = get(client, f"/c/{shelf.slug}?order=popular")
    assert page.index("多人看") < page.index("少人看") < page.index("没人看")


def test_long_shelves_come_in_pages(client, author, shelf):
    for number in range(25):
        a_published_listing(author, title=f"第{number}份", category=shelf)
    assert "?page=2" in get(client, f"/c/{shelf.slug}")
    assert get(client, f"/c/{shelf.slug}?page=2").count('<article class="doc">') == 1
    assert get(client, f"/c/{shelf.slug}?page=nonsense").count('<article class="doc">') == 24


@pytest.mark.parametrize("path", ["/c/nowhere", "/a/U-0", "/d/nothing", "/p/nothing.webp", "/x"])
def test_what_is_not_there_answers_with_a_helpful_404(client, db, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "回首页" in answer.content.decode()


def test_home_costs_the_same_queries_for_one_document_and_for_many(
    client, author, listing, django_assert_max_num_queries
):
    for number in range(8):
        a_published_listing(author, title=f"另一份 {number}")
    with django_assert_max_num_queries(8):
        client.get("/")


def test_the_sitemap_lists_what_is_on_sale_and_robots_point_to_it(client, listing):
    assert f"/d/{listing.pk}</loc>" in get(client, "/sitemap.xml")
    assert "/sitemap.xml" in get(client, "/robots.txt")
