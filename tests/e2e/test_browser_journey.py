"""The main job in two browsers: an author uploads and publishes, a guest reads, pays, downloads."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import PASSWORD, PHONE, a_person, chromium, complaints_of, sign_in
from tests.factories.files import a_file
from tests.site import Site

pytestmark = pytest.mark.site

PAGES = ["first page", "second page", "third page", "fourth page", "fifth page"]
AUTHOR = "author@example.org"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def author_page(site: Site, browser: Browser) -> Page:
    site.wenfang("user", "create", "--email", AUTHOR, "--role", "author", "--password", PASSWORD)
    page = a_person(browser, site.url).new_page()
    sign_in(page, AUTHOR)
    return page


def upload_and_publish(page: Page, path: Path, title: str) -> str:
    """Through the studio, as the author does; returns the path of the public page."""
    page.goto("/studio/")
    page.set_input_files("#files", path)
    # The row of the upload turns by itself into a document that can be checked and published.
    page.locator("#documents li").first.locator("a[href*='/studio/d/']").first.click()
    expect(page.locator(".viewer__page img").first).to_be_visible(timeout=60_000)
    page.fill("[name=title]", title)
    page.fill("[name=price]", "3.50")
    page.fill("[name=free_pages]", "2")
    page.locator("#words button.button--primary").click()
    link = page.locator("a[href^='/d/']").first
    expect(link).to_be_visible()
    return str(link.get_attribute("href"))


def buy_as_guest(page: Page, path: str) -> None:
    """From the document's page to the paid order, which must turn to paid by itself."""
    page.goto(path)
    expect(page.locator("wf-viewer")).to_contain_text("1 / 5")
    expect(page.locator("main")).to_contain_text(re.compile("3 页|3 more pages"))
    page.locator("a[href*='/orders/new']:visible").first.click()
    page.fill("[name=email]", "guest@example.org")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda address: "/pay/" in address)
    page.locator("button[value=success]").click()
    page.wait_for_url(re.compile("/orders/"))
    expect(page.locator("a[download]")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx", "pdf"])
def test_what_an_author_uploads_a_guest_pays_and_downloads_unchanged(
    site: Site, browser: Browser, author_page: Page, tmp_path: Path, kind: str
) -> None:
    data = a_file(kind, [f"{kind} {text}" for text in PAGES])
    source = tmp_path / f"阅览室{kind}.{kind}"
    source.write_bytes(data)
    author_complaints = complaints_of(author_page)
    path = upload_and_publish(author_page, source, f"阅览室 {kind} 文档")
    assert author_complaints == []

    size = PHONE if kind == "docx" else None
    guest = a_person(browser, site.url, **({"size": size} if size else {}))
    page = guest.new_page()
    guest_complaints = complaints_of(page)
    buy_as_guest(page, path)
    with page.expect_download() as caught:
        page.locator("a[download]").click()
    download = caught.value
    assert download.suggested_filename == f"阅览室 {kind} 文档.{kind}"
    assert Path(download.path()).read_bytes() == data
    checksum = page.locator("#checksum").text_content()
    assert checksum == hashlib.sha256(data).hexdigest()
    assert guest_complaints == []
    guest.close()
