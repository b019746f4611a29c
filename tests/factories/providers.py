"""The real sandbox provider as a process, and a site's ear that hears its notices."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx

from tests.site import ROOT, wait_until
from wenfang.sales.gateway import Charge
from wenfang.sales.gateways.sandbox import SandboxGateway


class RunningSandbox:
    """``python -m wenfang.sales.sandbox_provider`` over a data folder; started by ``start``."""

    def __init__(self, data: Path, notice_url: str = "http://127.0.0.1:9/nobody") -> None:
        self.folder = data / "sandbox"
        self.announced = data / "run" / "sandbox-port"
        self.notice_url = notice_url
        self.output = data / "sandbox.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "RunningSandbox":
        self.announced.unlink(missing_ok=True)
        words = ["--folder", str(self.folder), "--announce", str(self.announced)]
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "wenfang.sales.sandbox_provider", *words],
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until(self.announced.exists, "the sandbox answers", seconds=20)
        return self

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    @property
    def gateway(self) -> SandboxGateway:
        return SandboxGateway(self.folder, self.announced, self.notice_url)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.announced.read_text()}"

    def pay(self, reference: str, outcome: str = "success") -> httpx.Response:
        return httpx.post(f"{self.base}/pay/{reference}", data={"outcome": outcome})


def a_charge(reference: str = "r-1", **changes: object) -> Charge:
    fields: dict[str, object] = {
        "reference": reference,
        "order": "261122-7394-2658",
        "subject": "关于阅览室的讲话",
        "amount": 300,
        "currency": "CNY",
        "return_url": "http://127.0.0.1:8000/orders/o-1",
    }
    return Charge(**(fields | changes))  # type: ignore[arg-type]


class Ear:
    """Hears notices and answers each with the next of ``statuses``, then always 200."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.statuses: list[int] = []
        self.url = ""

    def hears(self, count: int, *, seconds: float = 20) -> list[tuple[dict[str, str], bytes]]:
        wait_until(lambda: len(self.heard) >= count, f"{count} notices", seconds=seconds)
        return self.heard


@contextmanager
def listening(port: int = 0) -> Iterator[Ear]:
    """An ear on a loopback port for as long as the block runs."""
    ear = Ear()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            ear.heard.append(({name.lower(): v for name, v in self.headers.items()}, body))
            self.send_response(ear.statuses.pop(0) if ear.statuses else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", port), Handler)
    ear.url = f"http://127.0.0.1:{server.server_port}/orders/notices/sandbox"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield ear
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
