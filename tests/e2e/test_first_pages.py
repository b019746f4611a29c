"""What an author sees of a long deck while it is still being converted."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import PASSWORD, a_person, chromium, complaints_of, sign_in
from tests.factories.files import a_slow_deck
from tests.site import Site

pytestmark = pytest.mark.site
AUTHOR = "author@example.org"
SLIDES = 48


def test_page_one_of_a_long_deck_is_shown_before_the_whole_is_converted(
    site: Site, tmp_path: Path
) -> None:
    deck = tmp_path / "讲义.pptx"
    deck.write_bytes(a_slow_deck(SLIDES))
    site.wenfang("user", "create", "--email", AUTHOR, "--role", "author", "--password", PASSWORD)
    with chromium() as browser, site.client(AUTHOR) as client:
        page = a_person(browser, site.url).new_page()
        complaints = complaints_of(page)
        sign_in(page, AUTHOR)
        page.goto("/studio/")
        page.set_input_files("#files", deck)
        page.locator("#documents li a[href*='/studio/d/']").first.click()
        picture = page.locator("#page-1 img")
        expect(picture).to_be_visible(timeout=60_000)
        address = page.url.rpartition("/")[2]
        told = client.get(f"/api/v1/documents/{address}").json()
        assert told["state"] == "processing", told
        page.wait_for_function(
            "() => document.querySelector('#page-1 img').naturalWidth > 100", timeout=20_000
        )
        # Only a click of the author, or the end of the work, makes the page another one.
        expect(page.locator("#first-pages-title")).to_be_visible()
        expect(page.locator(".viewer__counter")).to_contain_text(f"/ {SLIDES}")
        expect(page.locator("[name=price]")).to_be_visible(timeout=120_000)
        expect(page.locator("#first-pages-title")).to_have_count(0)
        assert client.get(f"/api/v1/documents/{address}").json()["pages"] == SLIDES
        assert not complaints
