"""Words over the pictures of free pages, in a real browser: marked, copied, read aloud, gated."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app.web_catalogue.conftest import GATED_WORD
from tests.app.web_catalogue.test_viewer import opened
from tests.e2e.browsing import DESKTOP, PHONE, chromium
from tests.factories.documents import with_content
from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.documents.layers import free_layers
from wenfang.documents.models import TextLayer
from wenfang.press import TextRun
from wenfang.web import text_layers
from wenfang.web.text_layers import language_of, layer_svg

LINES = ["关于阅览室的讲话，", "请各位审议<b>&amp;。", "第二页只有一行。"]
PICTURE_AND_LAYER = """leaf => ["img", "svg"].map(name => {
    const box = leaf.querySelector(name).getBoundingClientRect();
    return [box.x, box.y, box.width, box.height];
})"""


def run(x: float, y: float, width: float, text: str) -> TextRun:
    return TextRun(x, y, width, 18, text)


@pytest.fixture
def words(listing: Listing) -> Listing:
    """Two lines and a row of two cells on the first page; a word on each of the other pages."""
    runs = {
        1: [
            run(90, 100, 300, LINES[0]),
            run(90, 130, 330, LINES[1]),
            run(90, 200, 120, "姓名"),
            run(320, 201, 120, "张三"),
        ],
        2: [run(90, 100, 300, LINES[2])],
        3: [run(90, 100, 300, GATED_WORD)],
    }
    with_content(listing.revision, runs=runs)
    return listing


@pytest.fixture
def served(client, words: Listing) -> dict[str, bytes]:
    page = client.get(f"/d/{words.pk}").content
    pictures = set(re.findall(r"/p/\w+\.webp", page.decode()))
    texts = set(re.findall(r"/p/\w+/text", page.decode()))
    answers = {path: b"".join(client.get(path).streaming_content) for path in pictures}
    return answers | {path: client.get(path).content for path in texts} | {"/": page}


@pytest.fixture
def browser(served) -> Iterator[Browser]:
    with chromium() as running:
        yield running


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> str:
    """Mark with the mouse from one point of the first page to another, both in points."""
    leaf = page.locator("#page-1 .viewer__leaf")
    leaf.scroll_into_view_if_needed()
    box = leaf.bounding_box()
    scale = box["width"] / 595
    # What is marked already would be dragged away instead.
    page.evaluate("getSelection().removeAllRanges()")
    (x0, y0), (x1, y1) = ((box["x"] + x * scale, box["y"] + y * scale) for x, y in (start, end))
    page.mouse.move(x0, y0)
    page.mouse.down()
    page.mouse.move(x1, y1, steps=4)
    page.mouse.up()
    return page.evaluate("getSelection().toString()")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_line_is_marked_where_it_stands(browser, served, size) -> None:
    page = opened(browser, served, size=size)
    assert drag(page, (91, 110), (389, 110)) == LINES[0]
    assert drag(page, (91, 110), (419, 141)) == "\n".join(LINES[:2])
    assert drag(page, (91, 210), (439, 210)) == "姓名 张三"


def test_the_layer_lies_on_its_picture_however_large(browser, served) -> None:
    page = opened(browser, served)
    leaf = page.locator("#page-1 .viewer__leaf")
    for action in (None, "larger", "full"):
        if action:
            page.click(f"[data-do={action}]")
        picture, layer = leaf.evaluate(PICTURE_AND_LAYER)
        assert layer == pytest.approx(picture, abs=1), action
        assert picture[2] > 100


def test_without_a_script_the_layer_is_there_too(browser, served) -> None:
    page = opened(browser, served, size=PHONE, script=False)
    picture, layer = (page.locator(f"#page-1 {name}").bounding_box() for name in ("img", "svg"))
    assert layer == pytest.approx(picture, abs=1)
    assert page.locator("#page-1 .viewer__text text").all_text_contents() == [
        *LINES[:2],
        "姓名 张三",
    ]


def test_words_are_there_for_the_ear_and_not_for_the_eye(browser, served) -> None:
    page = opened(browser, served)
    line = page.locator("#page-1 .viewer__text tspan").first
    expect(page.locator("#page-1 .viewer__text")).to_have_attribute("lang", "zh")
    assert line.evaluate("it => getComputedStyle(it).fill") == "rgba(0, 0, 0, 0)"
    assert LINES[1] in page.locator("#page-1").aria_snapshot()
    assert LINES[0] not in page.locator("#page-1 img").get_attribute("alt")


def test_nothing_in_a_document_becomes_markup(client, words: Listing) -> None:
    page = client.get(f"/d/{words.pk}").content.decode()
    assert "&lt;b&gt;&amp;amp;" in page
    assert "<b>&amp;" not in page


def test_a_gated_page_has_no_layer_by_any_address(client, words: Listing) -> None:
    layers = TextLayer.objects.filter(page__revision=words.revision)
    assert [layer.page.number for layer in layers.order_by("page")] == [1, 2]
    page = client.get(f"/d/{words.pk}").content.decode()
    assert GATED_WORD not in page
    key = words.revision.page_set.get(number=2).images.get(width=720).key
    assert LINES[2] in client.get(f"/p/{key}/text").content.decode()

    words.document.free_pages = 1
    words.document.save()

    assert client.get(f"/p/{key}/text").status_code == 404
    assert LINES[2] not in client.get(f"/d/{words.pk}").content.decode()


def test_words_of_what_is_not_on_sale_are_for_its_owner(client, draft, author: User) -> None:
    with_content(draft, runs={1: [run(90, 100, 300, LINES[0])]})
    key = draft.page_set.get(number=1).images.get(width=720).key
    assert client.get(f"/p/{key}/text").status_code == 404
    client.force_login(author)
    answer = client.get(f"/p/{key}/text")
    assert LINES[0] in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


@pytest.fixture
def heavy(words: Listing, monkeypatch: pytest.MonkeyPatch) -> Listing:
    """The same document where the words of one page are all that may come at once."""
    first = layer_svg(next(free_layers(words.revision)))
    monkeypatch.setattr(text_layers, "INLINE_BYTES", len(first.encode()))
    return words


def test_words_further_down_come_when_a_reader_gets_there(heavy, browser, served) -> None:
    sent = served["/"].decode().split('<details class="texts"')[0]
    assert LINES[0] in sent
    assert LINES[2] not in sent
    page = opened(browser, served)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#page-2 .viewer__text")).to_have_text(LINES[2])


def test_without_a_script_words_further_down_are_a_link(heavy, browser, served) -> None:
    page = opened(browser, served, script=False)
    page.locator("#page-2 wf-layer a").click()
    assert LINES[2] in page.content()


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("各位代表 OK", "zh"),
        ("これは日本語の文です", "ja"),
        ("한국어 문장", "ko"),
        ("A plain sentence", "en"),
        ("Ελληνικά 123", ""),
        ("今年的总结报告写得很好，の", "zh"),
    ],
)
def test_a_voice_is_told_the_language_that_the_script_suggests(text: str, tag: str) -> None:
    assert language_of([run(0, 0, 1, text)]) == tag
