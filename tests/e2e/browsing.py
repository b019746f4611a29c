"""A real Chromium, and what a person does with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
PASSWORD = "a long enough password 7"


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def a_person(
    browser: Browser,
    url: str,
    *,
    size: Any = DESKTOP,
    scheme: Any = "light",
    language: str = "zh-CN",
) -> BrowserContext:
    """A browser of somebody's own: no cookies in common with anybody else's."""
    context = browser.new_context(
        base_url=url,
        viewport=size,
        color_scheme=scheme,
        locale=language,
        accept_downloads=True,
        is_mobile=size == PHONE,
        has_touch=size == PHONE,
    )
    context.set_default_timeout(30_000)
    return context


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "/accounts/login" not in address)


def complaints_of(page: Page) -> list[str]:
    """A list that fills with every console error and failed request of the page."""
    seen: list[str] = []
    page.on("console", lambda said: seen.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("requestfailed", lambda asked: _note_failure(asked, seen))
    return seen


def _note_failure(asked: Request, seen: list[str]) -> None:
    # The browser itself aborts what it no longer needs when it leaves a page or saves a file.
    if asked.failure != "net::ERR_ABORTED":
        seen.append(f"{asked.failure}: {asked.url}")
