"""What the document page tells everybody, and what it never tells."""

import json
import re

import pytest

from tests.app.web_catalogue.conftest import GATED_WORD, TEXTS

pytestmark = pytest.mark.django_db


def linked_data_of(page: str) -> dict:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_the_page_holds_everything_a_buyer_asks_about(page, listing):
    for expected in (
        "阅览室座谈会讲话",
        "公文讲话",
        "¥3",
        "Word 文档",
        listing.document.owner.handle,
        "前 2 页免费读",
        f"/orders/new?document={listing.pk}",
        f"/d/{listing.pk}/report",
    ):
        assert expected in page


def test_the_gate_counts_the_pages_behind_it(page):
    assert "还有 1 页" in page
    assert 'data-total="3"' in page


def test_where_every_page_is_free_the_file_is_still_on_offer(client, listing):
    listing.document.free_pages = 100
    listing.document.save()
    page = client.get(f"/d/{listing.pk}").content.decode()
    assert "还有 0 页" not in page
    assert "全部页面已读完" in page
    assert "购买并下载" in page


def test_nothing_of_a_gated_page_is_in_the_html(page):
    assert GATED_WORD not in page
    # The same look-out finds what is free, so it would have found the other.
    assert "枇杷" in page
    assert TEXTS[0] in page


def test_only_free_pages_have_pictures_on_the_page(page, listing):
    keys = set(re.findall(r"/p/(\w+)\.webp", page))
    drawn = {image.key for row in listing.revision.page_set.all() for image in row.images.all()}
    assert keys == drawn
    assert page.count('class="viewer__page"') == 2


def test_every_picture_says_how_large_it_is(page):
    pictures = [tag for tag in re.findall(r"<img[^>]+>", page) if "/p/" in tag]
    assert pictures
    for tag in pictures:
        assert re.search(r'width="\d+"', tag)
        assert re.search(r'height="\d+"', tag)


def test_only_the_first_page_is_fetched_at_once(page):
    strip = page[page.index('class="viewer__pages"') :]
    first, second = (tag for tag in re.findall(r"<img[^>]+>", strip)[:2])
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert 'loading="lazy"' in second


def test_machines_read_the_price_and_the_author(page, listing):
    data = linked_data_of(page)
    assert data["offers"]["price"] == "3.00"
    assert data["offers"]["priceCurrency"] == "CNY"
    assert data["author"]["name"] == listing.document.owner.handle


def test_a_title_cannot_leave_the_script_element(client, listing):
    listing.document.title = "</script><script>alert(1)</script>"
    listing.document.save()
    page = client.get(f"/d/{listing.pk}").content.decode()
    assert "<script>alert" not in page
    assert linked_data_of(page)["name"] == listing.document.title


def test_the_author_is_led_to_the_studio_instead_of_the_till(client, listing, author):
    client.force_login(author)
    page = client.get(f"/d/{listing.pk}").content.decode()
    assert f"/studio/d/{listing.pk}" in page
    assert "/orders/new" not in page


def test_a_document_that_is_not_on_sale_is_not_there(client, draft, author):
    assert client.get(f"/d/{draft.document_id}").status_code == 404
    client.force_login(author)
    assert client.get(f"/d/{draft.document_id}").status_code == 404


def test_the_page_speaks_english_too(client, listing):
    client.cookies["wenfang_language"] = "en"
    page = client.get(f"/d/{listing.pk}").content.decode()
    assert "1 more page" in page
    assert "Buy and download" in page
    assert '<html lang="en"' in page


def test_more_documents_cost_no_more_queries(
    client, listing, author, django_assert_max_num_queries
):
    from tests.factories.documents import a_published_listing

    for number in range(4):
        a_published_listing(author, title=f"另一份 {number}")
    with django_assert_max_num_queries(14):
        client.get(f"/d/{listing.pk}")
