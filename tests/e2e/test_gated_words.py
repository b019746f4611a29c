"""Not a word of a page that was not paid for leaves the server."""

import io
import re
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
GATED_HEADING = "quzblumpen"
GATED_CHINESE, NO_CHINESE = "麒麟鼍龘", "麒麟鼍爩"


@pytest.fixture(scope="module")
def document(site: Site) -> Json:
    author = Client(site.url, site.token("author@example.org"))
    pages = [f"开头 {FREE_WORD}", "第二页", "第三页", f"秘密 {GATED_WORD} {GATED_CHINESE}", "末页"]
    chapters = {2: "二、开放的标题", 4: f"四、秘密 {GATED_HEADING}", 5: f"五、{GATED_CHINESE}"}
    data = a_docx(pages, heading="关于阅览室管理办法的说明", chapters=chapters)
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
    for gated in (GATED_WORD, GATED_HEADING, GATED_CHINESE):
        assert holding(answers, gated) == []
    # The negative control: the same crawl does see what stands on a free page.
    assert len(holding(answers, FREE_WORD)) >= 2


def test_layer_outline_and_report_are_told_of_free_pages_alone(site: Site, document: Json) -> None:
    """The crawl above went through all three, so they must not have been empty."""
    told = Client(site.url).get(f"/documents/{document['id']}")
    assert [line["page"] for line in told["outline"]["headings"]] == [1, 2]
    assert told["outline"]["hidden"] == 2
    assert told["fidelity"]["report"]
    page = Client(site.url).http.get(f"/d/{document['id']}").text
    layers = re.findall(r'<svg class="viewer__text".*?</svg>', page, re.DOTALL)
    assert len(layers) == 2
    assert FREE_WORD in layers[0]

    author = Client(site.url, site.token("author@example.org"))
    seen = author.get(f"/documents/{document['id']}")["outline"]["headings"]
    assert any(GATED_HEADING in line["title"] for line in seen)


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
