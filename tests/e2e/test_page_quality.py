"""Home and document page in a real browser: weight, console, accessibility, languages."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.browsing import DESKTOP, PHONE, a_person, chromium, complaints_of
from tests.e2e.clients import Client
from tests.factories.files import a_docx
from tests.site import Site

pytestmark = pytest.mark.site

FIRST_SCREEN_BYTES = 150_000
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def paths(site: Site) -> dict[str, str]:
    author = Client(site.url, site.token("author@example.org"))
    text = "今天我们在这里讨论社区阅览室的建设。大家谈得很好，也提出了不少具体的建议。"
    pages = ["\n".join([text] * 8)] * 6
    document = author.published(
        a_docx(pages, heading="社区阅览室建设讨论记录"), "讨论.docx", price=300, free_pages=2
    )
    return {"home": "/", "document": f"/d/{document['id']}", "search": "/search?q=阅览室"}


@pytest.mark.parametrize("name", ["home", "document", "search"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_quiet_and_accessible(
    site: Site, browser: Browser, paths: dict[str, str], name: str, size: Any, scheme: str
) -> None:
    context = a_person(browser, site.url, size=size, scheme=scheme)
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(paths[name], wait_until="networkidle")
    found = Axe().run(page).response["violations"]
    grave = [f"{it['id']}: {it['nodes'][0]['html']}" for it in found if it["impact"] in GRAVE]
    assert grave == []
    assert complaints == []
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, "the page scrolls sideways"
    context.close()


def bytes_of_first_screen(page: Page, path: str) -> int:
    """What the network carries until the page is at rest, nobody having scrolled."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda it: sizes.append(int(it["encodedDataLength"])))
    page.goto(path, wait_until="networkidle")
    return sum(sizes)


def test_the_first_screen_of_a_document_is_light_on_a_phone(
    site: Site, browser: Browser, paths: dict[str, str]
) -> None:
    context = a_person(browser, site.url, size=PHONE)
    page = context.new_page()
    weight = bytes_of_first_screen(page, paths["document"])
    assert page.locator("#page-1 .viewer__text text").count() > 5
    assert page.locator(".viewer__page img").first.evaluate("img => img.naturalWidth") > 0
    assert 10_000 < weight <= FIRST_SCREEN_BYTES
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_words_of_a_page_lie_where_they_are_printed(
    site: Site, browser: Browser, paths: dict[str, str], size: Any
) -> None:
    """Three clicks where the picture shows a line mark that line and nothing else."""
    context = a_person(browser, site.url, size=size)
    page = context.new_page()
    page.goto(paths["document"], wait_until="networkidle")
    line = page.locator("#page-1 .viewer__text text", has_text="今天我们在这里讨论").first
    line.click(click_count=3)
    marked = page.evaluate("getSelection().toString()").strip()
    assert marked == line.text_content()
    assert marked.startswith("今天我们在这里讨论社区阅览室的建设。")
    context.close()


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_a_page_speaks_one_language(
    site: Site, browser: Browser, paths: dict[str, str], language: str
) -> None:
    context = a_person(browser, site.url, language=language)
    page = context.new_page()
    page.goto("/")
    chrome = page.locator("header").inner_text() + page.locator("footer").inner_text()
    chinese = sum("一" <= letter <= "鿿" for letter in chrome)
    assert (chinese > 10) == (language == "zh-CN"), chrome
    context.close()


def test_a_document_is_read_and_bought_without_a_script(
    site: Site, browser: Browser, paths: dict[str, str]
) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(paths["document"])
    assert page.locator(".viewer__page img").count() >= 2
    page.locator("a[href*='/orders/new']:visible").first.click()
    page.fill("[name=email]", "guest@example.org")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda address: "/pay/" in address)
    page.locator("button[value=success]").click()
    page.wait_for_url(lambda address: "/orders/" in address)
    # Without a script the waiting page refreshes itself.
    page.locator("a[download]").wait_for(timeout=60_000)
    context.close()
