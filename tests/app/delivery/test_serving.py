"""The real web server: a large file in little memory, and a client that breaks off."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.site import ROOT, free_port, wait_until
from wenfang.config.environ import SETTINGS

MEBIBYTE = 1024 * 1024
SIZE = 96 * MEBIBYTE
MOST_GROWTH_KIB = 24 * 1024

PREPARE = """
import sys
from tests.factories.sales import a_blob, a_listing, an_order
from wenfang.accounts.models import User
from wenfang.delivery.links import signed_download
from wenfang.delivery.models import Entitlement
author = User.objects.create_user("author@example.org", None)
listing = a_listing(author, price=0, content=bytes(range(256)) * (int(sys.argv[1]) // 256))
an_order(listing)
print(signed_download(Entitlement.objects.get()))
"""
NOTES = """
from wenfang.delivery.models import Download
print([list(row) for row in Download.objects.filter(finished_at__isnull=False)
       .order_by("id").values_list("first_byte", "bytes_sent")])
"""


class Server:
    """``wenfang serve`` alone over a data folder with one sold file."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        clean = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        self.environment = clean | {
            "WENFANG_DATA": str(data),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "wenfang.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        (data / "tmp").mkdir()
        (data / "static").mkdir()
        self.run("-m", "wenfang.cli", "manage", "migrate", "-v0")
        self.link = f"http://127.0.0.1:{self.port}{self.script(PREPARE, str(SIZE))}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wenfang.cli", "serve"], env=self.environment, cwd=ROOT
        )
        wait_until(self.answers, "the web server answers", seconds=60)

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return done.stdout.strip()

    def script(self, code: str, *words: str) -> str:
        return self.run("-c", f"import django; django.setup()\n{code}", *words)

    def answers(self) -> bool:
        try:
            return httpx.head(self.link, timeout=20).status_code == 200
        except httpx.TransportError:
            return False

    def peak_kib(self) -> int:
        """The highest resident memory that any of the server's processes ever had."""
        pids = [self.process.pid]
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pids += map(int, children.read_text().split())
        peaks = [Path(f"/proc/{pid}/status").read_text().partition("VmHWM:")[2] for pid in pids]
        return max(int(peak.split()[0]) for peak in peaks)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    yield running
    running.process.terminate()
    running.process.wait(20)


def test_a_large_file_takes_little_memory_and_a_broken_download_is_resumed(
    server: Server,
) -> None:
    before = server.peak_kib()
    digest = hashlib.sha256()
    with httpx.stream("GET", server.link, timeout=60) as answer:
        got = next(answer.iter_raw(MEBIBYTE))
        etag = answer.headers["ETag"]
    digest.update(got)
    headers = {"Range": f"bytes={len(got)}-", "If-Range": etag}
    with httpx.stream("GET", server.link, headers=headers, timeout=60) as answer:
        assert answer.status_code == 206
        for piece in answer.iter_raw():
            digest.update(piece)
    assert f'"{digest.hexdigest()}"' == etag
    assert server.peak_kib() - before < MOST_GROWTH_KIB

    def both_noted() -> list[list[int]]:
        notes: list[list[int]] = json.loads(server.script(NOTES))
        return notes if len(notes) == 2 else []

    broken, rest = wait_until(both_noted, "both transfers are noted", seconds=30)
    assert 0 < broken[1] < SIZE
    assert rest == [len(got), SIZE - len(got)]
