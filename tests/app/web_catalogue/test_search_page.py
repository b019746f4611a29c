"""The search page: words, marks, orders, and help when there is nothing."""

from urllib.parse import quote

import pytest

from tests.app.web_catalogue.conftest import GATED_WORD
from wenfang.catalogue.search.catch_up import Follower
from wenfang.catalogue.search.engine import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(listing):
    Follower(engine()).rebuild()
    return listing


def search(client, words: str, **more: str) -> str:
    answer = client.get("/search", {"q": words, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def without(word: str, page: str) -> str:
    """The page without the echo of what was asked, in words and in addresses."""
    return page.replace(word, "").replace(quote(word), "")


def test_a_word_of_a_free_page_finds_the_document_and_is_marked(client, indexed):
    page = search(client, "枇杷")
    assert f"/d/{indexed.pk}" in page
    assert "<mark>枇杷</mark>" in page


def test_a_gated_word_answers_exactly_as_a_word_that_exists_nowhere(client, indexed):
    gated, unknown = search(client, GATED_WORD), search(client, "鸬鹚")
    assert without(GATED_WORD, gated) == without("鸬鹚", unknown)
    assert "没有文档" in gated
    assert without("枇杷", search(client, "枇杷")) != without("鸬鹚", unknown)


def test_nothing_found_offers_other_documents_and_advice(client, indexed):
    page = search(client, "鸬鹚")
    assert "两个字往往就够" in page
    assert "阅览室座谈会讲话" in page


def test_a_category_narrows_the_search(client, indexed, shelf):
    assert f"/d/{indexed.pk}" in search(client, "银杏", category=shelf.slug)
    assert "1 份" in search(client, "银杏", category=shelf.slug, order="newest")


def test_words_are_echoed_as_words(client, indexed):
    page = search(client, "<b>\"'&")
    assert '<b>"' not in page
    assert "&lt;b&gt;" in page


def test_no_words_show_everything(client, indexed):
    page = search(client, "  ")
    assert "1 份文档" in page
    assert f"/d/{indexed.pk}" in page
