"""Not a word of a page that was not paid for leaves the server."""

import io
import zipfile
from urllib.parse import quote, quote_plus

import pytest

from tests.e2e.clients import Client, Json
from tests.e2e.crawling import Crawl, holding
from tests.factories.files import a_docx
from tests.site import Site

pytestmark = pytest.mark.site

# Words of one kind that exist in no language: on a free page, on a gated one, and nowhere.
FREE_WORD, GATED_WORD, NO_WORD = "quzblorfen", "quzblargin", "quzblunken"
GATED_CHINESE, NO_CHINESE = "麒麟鼍龘", "麒麟鼍爩"


@pytest.fixture(scope="module")
def document(site: Site) -> Json:
    author = Client(site.url, site.token("author@example.org"))
    pages = [f"开头 {FREE_WORD}", "第二页", "第三页", f"秘密 {GATED_WORD} {GATED_CHINESE}", "末页"]
    data = a_docx(pages, heading="关于阅览室管理办法的说明")
    return author.published(data, "办法.docx", title="阅览室管理办法", price=200, free_pages=2)


def reachable(site: Site, document: Json) -> Crawl:
    """Everything that can be reached from the site's own doors, with and without the words."""
    words = [FREE_WORD, NO_WORD, "阅览室"]
    searches = [f"/search?q={quote(word)}" for word in words]
    return Crawl(
        site.url,
        [
            "/",
            "/robots.txt",
            "/sitemap.xml",
            f"/d/{document['id']}",
            f"/a/{document['author']}",
            f"/orders/new?document={document['id']}",
            f"/api/v1/documents/{document['id']}",
            "/api/v1/documents",
            "/api/v1/openapi.json",
            "/healthz",
            *searches,
            *(f"/api/v1/documents?q={quote(word)}" for word in words),
        ],
    )


def test_no_address_gives_away_a_gated_word(site: Site, document: Json) -> None:
    answers = list(reachable(site, document).answers())
    assert len(answers) > 30
    assert holding(answers, GATED_WORD) == []
    assert holding(answers, GATED_CHINESE) == []
    # The negative control: the same crawl does see what stands on a free page.
    assert len(holding(answers, FREE_WORD)) >= 2


@pytest.mark.parametrize(
    ("gated", "unknown"),
    [(GATED_WORD, NO_WORD), (GATED_CHINESE, NO_CHINESE), (f"秘密 {GATED_WORD}", f"秘密 {NO_WORD}")],
)
def test_a_gated_word_is_answered_like_a_word_that_exists_nowhere(
    site: Site, document: Json, gated: str, unknown: str
) -> None:
    guest = Client(site.url)
    assert guest.get(f"/documents?q={FREE_WORD}")["total"] == 1

    def page_for(word: str) -> str:
        text = guest.http.get("/search", params={"q": word}).text
        for echo in (word, quote(word), quote(word, safe=""), quote_plus(word)):
            text = text.replace(echo, "ECHO")
        return text

    assert page_for(gated) == page_for(unknown)
    assert guest.get(f"/documents?q={quote(gated)}") == guest.get(f"/documents?q={quote(unknown)}")


def test_who_has_paid_finds_the_word(site: Site, document: Json) -> None:
    guest = Client(site.url)
    order = guest.ordered(document["id"], email="guest@example.org")
    guest.pay(order)
    data = guest.download(guest.paid(order))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert GATED_WORD.encode() in archive.read("word/document.xml")
