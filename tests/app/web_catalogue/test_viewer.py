"""The preview in a real browser: turning, zooming, full screen, and reading without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.browsing import DESKTOP, PHONE, a_person, chromium

ADDRESS = "http://reader.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@pytest.fixture
def served(client, listing) -> dict[str, bytes]:
    """The document page and its pictures, fetched before the browser starts."""
    page = client.get(f"/d/{listing.pk}").content
    pictures = set(re.findall(r"/p/\w+\.webp", page.decode()))
    answers = {path: b"".join(client.get(path).streaming_content) for path in pictures}
    return answers | {"/": page}


@pytest.fixture
def browser(served) -> Iterator[Browser]:
    """Started after the database has been asked, because its loop forbids asking."""
    with chromium() as running:
        yield running


def answer(route: Route, served: dict[str, bytes]) -> None:
    """What the site would answer, without a database while the browser's loop runs."""
    path = route.request.url.removeprefix(ADDRESS).split("#")[0]
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        route.fulfill(path=found, content_type=TYPES[Path(found).suffix])
    elif path in served:
        kind = "image/webp" if path.endswith(".webp") else "text/html; charset=utf-8"
        route.fulfill(body=served[path], content_type=kind)
    else:
        route.fulfill(status=404)


def opened(
    browser: Browser, served: dict[str, bytes], *, size=DESKTOP, script: bool = True
) -> Page:
    made = a_person(browser, ADDRESS, size=size) if script else None
    context = made or browser.new_context(viewport=size, java_script_enabled=False)
    context.route("**/*", lambda route: answer(route, served))
    page = context.new_page()
    page.goto(f"{ADDRESS}/")
    return page


def test_at_a_desk_pages_are_turned_zoomed_and_read_full_screen(browser, served):
    page = opened(browser, served)
    turned_with_keys(page)
    turned_with_a_thumbnail(page)
    zoomed(page)
    read_full_screen(page)


def turned_with_keys(page: Page) -> None:
    counter = page.locator("[data-now]")
    for key, number in (("ArrowRight", "2"), ("ArrowRight", "3"), ("ArrowLeft", "2")):
        page.keyboard.press(key)
        expect(counter).to_have_text(number)
        # The third is what stands behind the free pages.
        expect(page.locator(".gate" if number == "3" else f"#page-{number}")).to_be_in_viewport()


def turned_with_a_thumbnail(page: Page) -> None:
    thumbnail = page.locator(".viewer__rail a[href='#page-1']")
    thumbnail.click()
    expect(page.locator("[data-now]")).to_have_text("1")
    expect(thumbnail).to_have_attribute("aria-current", "true")


def zoomed(page: Page) -> None:
    image = page.locator("#page-1 img")
    before = image.bounding_box()["width"]
    page.click("[data-do=larger]")
    assert image.bounding_box()["width"] > before * 1.2
    page.click("[data-do=smaller]")
    assert image.bounding_box()["width"] == pytest.approx(before, abs=1)


def read_full_screen(page: Page) -> None:
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-now]")).to_have_text("2")
    page.click("[data-do=full]")
    expect(page.locator("wf-viewer")).to_have_class(re.compile("viewer--full"))
    expect(page.locator("#page-2 img")).to_be_in_viewport()
    page.click("[data-do=full]")
    expect(page.locator("wf-viewer")).not_to_have_class(re.compile("viewer--full"))


def test_on_a_phone_pages_lie_side_by_side_and_the_button_stays(browser, served):
    page = opened(browser, served, size=PHONE)
    first, second = (page.locator(f"#page-{number}").bounding_box() for number in (1, 2))
    assert second["x"] > first["x"]
    assert second["y"] == first["y"]
    page.click("[data-do=next]")
    expect(page.locator("[data-now]")).to_have_text("2")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".buybar a")).to_be_in_viewport()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_the_pages_are_a_plain_column(browser, served):
    page = opened(browser, served, size=PHONE, script=False)
    first, second = (page.locator(f"#page-{number}").bounding_box() for number in (1, 2))
    assert second["y"] > first["y"] + first["height"] - 1
    expect(page.locator(".viewer__bar")).to_be_hidden()
    expect(page.locator(".gate a")).to_be_visible()
