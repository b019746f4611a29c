"""Bad files get their own clear message, reach nothing, and delay nobody."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.e2e.clients import Client
from tests.factories import files
from tests.site import Site

pytestmark = pytest.mark.site


class Canary:
    """A local server that notes every request."""

    def __init__(self) -> None:
        seen: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen.append(self.path)
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.seen = seen
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def canary() -> Iterator[Canary]:
    canary = Canary()
    yield canary
    canary.server.shutdown()
    canary.server.server_close()


@pytest.mark.parametrize(
    ("name", "data", "code", "status"),
    [
        ("empty.docx", b"", "empty_file", 422),
        ("program.docx", files.a_renamed_program(), "unsupported_format", 422),
    ],
)
def test_what_magic_shows_is_refused_at_once_in_both_languages(
    site: Site, name: str, data: bytes, code: str, status: int
) -> None:
    token = site.token("author@example.org")
    said = set()
    for language in ("zh-CN", "en"):
        answer = Client(site.url, token, language).upload(data, name)
        assert answer.status_code == status
        assert answer.json()["error"]["code"] == code
        said.add(answer.json()["error"]["message"])
    assert len(said) == 2
    assert sum(any("一" <= letter <= "鿿" for letter in text) for text in said) == 1


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("bomb.docx", files.a_zip_bomb, "archive_bomb"),
        ("locked.docx", files.a_locked_docx, "password_protected"),
        ("short.docx", files.a_truncated_docx, "damaged_file"),
    ],
)
def test_what_only_opening_shows_becomes_a_failure_with_its_own_words(
    site: Site, name: str, make: object, code: str
) -> None:
    assert callable(make)
    token = site.token("author@example.org")
    author = Client(site.url, token)
    answer = author.upload(make(), name)
    if answer.status_code == 422:
        assert answer.json()["error"]["code"] == code
        return
    failed = author.settled(answer.json()["id"])
    assert (failed["state"], failed["error"]["code"]) == ("failed", code)
    chinese = Client(site.url, token, "zh-CN").get(f"/documents/{failed['id']}")["error"]
    assert chinese["code"] == code
    assert chinese["message"] != failed["error"]["message"]


def test_a_linked_picture_is_not_fetched(site: Site, canary: Canary, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"not yours")
    author = Client(site.url, site.token("author@example.org"))
    for address in (f"{canary.url}/x.png", secret.as_uri()):
        document = author.uploaded(files.a_docx_that_links_to(address), "linked.docx")
        assert author.settled(document)["state"] == "ready"
    assert canary.seen == []


def test_a_good_document_beside_bad_ones_is_not_delayed(site: Site) -> None:
    author = Client(site.url, site.token("author@example.org"))
    good = files.a_docx(["良好的文档", "第二页"])

    def seconds_for(heading: str) -> float:
        start = time.monotonic()
        document = author.uploaded(files.a_docx([heading, "第二页"]), f"{heading}.docx")
        assert author.settled(document)["state"] == "ready"
        return time.monotonic() - start

    author.settled(author.uploaded(good, "warm.docx"))
    alone = seconds_for("独自")
    bad = [files.a_zip_bomb(), files.a_truncated_docx(), files.a_locked_docx()]
    for number, data in enumerate(bad):
        author.upload(data, f"bad-{number}.docx")
    beside = seconds_for("并列")
    assert beside < max(4 * alone, alone + 8), (
        f"alone {alone:.1f} s, beside bad ones {beside:.1f} s"
    )
