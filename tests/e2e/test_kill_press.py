"""Each kind of process of the press, killed while it works: the file is pressed all the same."""

import itertools
from collections.abc import Callable

import pytest

from tests.e2e.clients import Client, Json
from tests.factories.files import a_docx
from tests.processes import (
    command,
    descendants,
    is_bubblewrap,
    is_the_host,
    is_the_office,
    is_the_reader,
    kill_each,
    seconds_worked,
)
from tests.site import Site, wait_until

pytestmark = pytest.mark.site
Kind = Callable[[list[str]], bool]
PAGES = 120
_names = itertools.count()


def a_slow_docx() -> bytes:
    """Another file at every call: what is counted against one is not counted against the next."""
    return a_docx(["阅览室的长文档。" * 120] * PAGES, heading=f"第 {next(_names)} 份")


def is_the_worker(words: list[str]) -> bool:
    return "wenfang worker" in " ".join(words[:1])


KINDS: dict[str, Kind] = {
    "bubblewrap": is_bubblewrap,
    "office": is_the_office,
    "host": is_the_host,
    "reader": is_the_reader,
    "worker": is_the_worker,
}
# How long the process, or what it runs, has worked when it is killed.
MOMENTS = {"early": 0.0, "in the middle": 0.25, "late": 0.35}


def sandboxed(site: Site) -> list[int]:
    """What the workers of the press have started, and what that has started."""
    return descendants(site.press_workers())


def at_work(site: Site, kind: Kind, worked: float) -> list[int]:
    """Those of a kind that have worked so long, themselves or in what they run."""
    return [
        pid
        for pid in [*site.press_workers(), *sandboxed(site)]
        if kind(command(pid))
        and (
            is_the_worker(command(pid))
            or max(map(seconds_worked, [pid, *descendants([pid])])) >= worked
        )
    ]


def is_processing(author: Client, document: str) -> Json | None:
    seen = author.get(f"/documents/{document}")
    return seen if seen["state"] == "processing" and seen["progress"]["step"] else None


def kill_while_pressing(
    site: Site, author: Client, document: str, kind: Kind, worked: float
) -> None:
    wait_until(lambda: is_processing(author, document), "the press begins", seconds=60)
    doomed = wait_until(lambda: at_work(site, kind, worked), "a process at work", seconds=30)
    assert is_processing(author, document), "too late to kill anything"
    kill_each(doomed)


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("bubblewrap", "early"),
        ("office", "in the middle"),
        ("reader", "early"),
        *(
            pytest.param(name, moment, marks=pytest.mark.long)
            for name, moment in itertools.product(KINDS, MOMENTS)
        ),
    ],
)
def test_a_file_is_pressed_although_a_process_was_killed(
    site: Site, name: str, moment: str
) -> None:
    author = Client(site.url, site.token("author@example.org"))
    document = author.uploaded(a_slow_docx(), "slow.docx")

    kill_while_pressing(site, author, document, KINDS[name], MOMENTS[moment])

    ready = author.settled(document, seconds=120)
    assert (ready["state"], ready["pages"]) == ("ready", PAGES), ready


def test_a_file_that_killed_the_press_twice_is_set_aside_and_others_are_not(site: Site) -> None:
    author = Client(site.url, site.token("author@example.org"))
    # The first conversion of a site also makes the office's profile, which is nobody's document.
    assert author.settled(author.uploaded(a_docx(["先"]), "first.docx"))["state"] == "ready"
    document = author.uploaded(a_slow_docx(), "killer.docx")

    failed = killed_at_every_attempt(site, author, document)

    assert (failed["state"], failed["error"]["code"]) == ("failed", "quarantined")
    assert "set aside" in failed["error"]["message"]
    chinese = Client(site.url, author.http.headers["Authorization"].split()[-1], "zh-Hans")
    assert "暂停处理" in chinese.get(f"/documents/{document}")["error"]["message"]
    assert author.settled(author.uploaded(a_docx(["好"]), "good.docx"))["state"] == "ready"


def killed_at_every_attempt(site: Site, author: Client, document: str) -> Json:
    """The document after the office was killed over it as often as it was tried."""

    def settled() -> Json | None:
        seen = author.get(f"/documents/{document}")
        if seen["state"] != "processing":
            return seen
        if seen["progress"]["step"]:
            kill_each(at_work(site, is_the_office, MOMENTS["in the middle"]))
        return None

    return wait_until(settled, "the document is given up", seconds=120) or {}


def test_a_killed_worker_leaves_no_sandbox_behind(site: Site) -> None:
    author = Client(site.url, site.token("author@example.org"))
    document = author.uploaded(a_slow_docx(), "orphan.docx")
    wait_until(lambda: is_processing(author, document), "the press begins", seconds=60)
    orphans = wait_until(lambda: at_work(site, is_the_office, 0.1), "an office", seconds=30)

    assert site.kill("worker", "press")

    wait_until(lambda: not any(map(command, orphans)), "its sandboxes are dead", seconds=5)
    assert author.settled(document, seconds=120)["state"] == "ready"
