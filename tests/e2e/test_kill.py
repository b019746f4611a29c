"""Killed processes: what was begun is finished after the restart, without a hand."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.e2e.clients import Client, Json
from tests.factories.files import a_docx, a_pdf
from tests.site import Site, wait_until

pytestmark = pytest.mark.site

WEB = ("serve",)


@pytest.fixture
def own_site(new_site: Callable[..., Site]) -> Site:
    """A site of this test's own, which it may kill."""
    site = new_site()
    site.start()
    return site


def a_slow_docx() -> bytes:
    return a_docx(["阅览室的长文档。" * 120] * 60)


def being_pressed(author: Client, document: str) -> Json | None:
    """The document while LibreOffice works on it."""
    seen = author.get(f"/documents/{document}")
    return seen if seen["state"] == "processing" and seen["progress"]["step"] else None


@pytest.mark.parametrize("rounds", [1, pytest.param(6, marks=pytest.mark.long)])
def test_a_worker_killed_in_mid_conversion_loses_nothing(own_site: Site, rounds: int) -> None:
    author = Client(own_site.url, own_site.token("author@example.org"))
    for number in range(rounds):
        kill_a_worker_at_work(own_site, author, f"long-{number}.docx")


def kill_a_worker_at_work(own_site: Site, author: Client, name: str) -> None:
    document = author.uploaded(a_slow_docx(), name)
    wait_until(lambda: being_pressed(author, document), "the press begins", seconds=30)
    killed = [*own_site.kill("worker", "press"), *own_site.kill("worker", "press,bulk")]
    assert killed
    assert author.settled(document, seconds=120)["state"] == "ready"
    assert not set(killed) & set(own_site.press_workers())


def an_order(site: Site) -> tuple[Client, Json]:
    author = Client(site.url, site.token("author@example.org"))
    document = author.published(a_pdf(["one", "two"]), "k.pdf", title="K", price=100)
    guest = Client(site.url)
    return guest, guest.ordered(document["id"], email="guest@example.org")


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def pay_behind_the_sites_back(site: Site, order: Json) -> None:
    """Pay while the web server hears nothing, and return once the provider has the money."""
    for pid in site.pids(*WEB):
        for stopped in (pid, *children(pid)):
            os.kill(stopped, signal.SIGSTOP)
    answer = httpx.post(
        order["pay_url"], data={"outcome": "success"}, timeout=60, follow_redirects=False
    )
    assert answer.status_code < 400


def test_a_web_server_killed_before_the_notice_still_delivers(own_site: Site) -> None:
    guest, order = an_order(own_site)
    pay_behind_the_sites_back(own_site, order)
    assert own_site.kill(*WEB)
    wait_until(own_site.is_well, "the web server is back", seconds=60)
    assert guest.download(guest.paid(order, seconds=90))


def test_everything_killed_at_once_ends_well(own_site: Site) -> None:
    guest, order = an_order(own_site)
    author = Client(own_site.url, own_site.token("author@example.org"))
    document = author.uploaded(a_slow_docx(), "long.docx")
    wait_until(lambda: being_pressed(author, document), "the press begins", seconds=30)
    pay_behind_the_sites_back(own_site, order)
    own_site.kill_everything()
    own_site.start()
    assert guest.download(guest.paid(order, seconds=90))
    assert author.settled(document, seconds=120)["state"] == "ready"
