"""Real documents through a whole site: each is sold unchanged or says what is wrong."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.clients import Client, Json
from tests.site import Site

CORPUS = Path(os.environ.get("WENFANG_CORPUS", "/nonexistent"))
REASONS = {
    "empty_file",
    "unsupported_format",
    "password_protected",
    "damaged_file",
    "too_large",
    "archive_bomb",
    "timed_out",
}

pytestmark = [
    pytest.mark.site,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="WENFANG_CORPUS names no folder"),
    pytest.mark.timeout(3000),
]


def chosen(most: int) -> list[Path]:
    """``most`` files spread evenly over kinds, and within a kind over sizes."""
    rows = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
    rows.sort(key=lambda row: (row["kind"], row["size"]))
    return [CORPUS / rows[place * len(rows) // most]["file"] for place in range(most)]


@pytest.mark.parametrize("most", [12, pytest.param(150, marks=pytest.mark.long)])
def test_real_documents_are_sold_unchanged_or_say_what_is_wrong(
    new_site: Callable[..., Site], most: int
) -> None:
    site = new_site(WENFANG_PRESS_SECONDS="45")
    site.start()
    author = Client(site.url, site.token("author@example.org"))
    sold = 0
    for path in chosen(most):
        data = path.read_bytes()
        answer = author.upload(data, path.name, price=100)
        if answer.status_code != 201:
            assert answer.json()["error"]["code"] in REASONS, path.name
            continue
        seen = author.settled(answer.json()["id"], seconds=200)
        if seen["state"] == "failed":
            assert seen["error"]["code"] in REASONS, path.name
            continue
        sold += buys(site, author, seen, data)
    assert sold >= most // 3


def buys(site: Site, author: Client, document: Json, data: bytes) -> int:
    """Publish, buy as a guest, and compare the bytes; returns 1."""
    author.post(f"/documents/{document['id']}/publish", {"confirm": True})
    guest = Client(site.url)
    order = guest.ordered(document["id"])
    guest.pay(order)
    got = guest.download(guest.paid(order))
    assert hashlib.sha256(got).digest() == hashlib.sha256(data).digest()
    return 1
