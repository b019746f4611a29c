"""The sandbox's HTTP server: the API for the site, and the page where the buyer pays."""

import hmac
import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from wenfang.sales.sandbox_provider import pages
from wenfang.sales.sandbox_provider.keys import Identity
from wenfang.sales.sandbox_provider.notices import Messenger
from wenfang.sales.sandbox_provider.store import RefusedError, Row, Store

BODY_LIMIT = 64 * 1024
LOCAL_NAMES = {"127.0.0.1", "localhost", "::1"}
TEXT_FIELDS = ("reference", "order", "subject", "currency", "return_url", "notice_url")

log = logging.getLogger(__name__)

Told = tuple[int, dict[str, Any]]


class BadRequestError(Exception):
    """The request cannot be understood."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The parts that every request works on."""

    store: Store
    identity: Identity
    messenger: Messenger


class SandboxServer(ThreadingHTTPServer):
    """One thread per connection, on the loopback address only."""

    daemon_threads = True

    def __init__(self, port: int, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        super().__init__(("127.0.0.1", port), Handler)


class Handler(BaseHTTPRequestHandler):
    """Routes by path: ``/v1/`` is the site's, ``/pay/`` the buyer's."""

    protocol_version = "HTTP/1.1"
    server_version = "WenfangSandbox"
    sys_version = ""
    timeout = 20
    server: SandboxServer

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def log_message(self, format: str, *args: Any) -> None:
        """Addresses hold references, so only the first part of the path is logged."""
        log.debug("%s /%s", self.command, self.path.split("/")[1][:20])

    def _answer(self, respond: Callable[[str, bytes], None]) -> None:
        path = urlsplit(self.path).path
        try:
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 <= length <= BODY_LIMIT:
                raise BadRequestError
            if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in LOCAL_NAMES:
                raise BadRequestError
            respond(path, self.rfile.read(length))
        except (BadRequestError, ValueError):
            self.close_connection = True
            self._send(400, b"bad request", "text/plain")

    def _get(self, path: str, body: bytes) -> None:
        if path == "/healthz":
            self._send(200, b'{"status": "ok"}', "application/json")
        elif path == "/favicon.ico":
            self._send(204, b"", "image/x-icon")
        elif path == "/pay.css":
            self._send(200, pages.stylesheet(), "text/css; charset=utf-8")
        elif path.startswith("/pay/"):
            self._show_pay_page(path.removeprefix("/pay/"))
        else:
            self._api("GET", path, body)

    def _post(self, path: str, body: bytes) -> None:
        if path.startswith("/pay/"):
            self._take_outcome(path.removeprefix("/pay/"), body)
        else:
            self._api("POST", path, body)

    # What the buyer sees.

    def _show_pay_page(self, reference: str, status: int = 200) -> None:
        row = self.server.sandbox.store.transaction(reference)
        language = self.headers.get("Accept-Language", "")
        page = pages.pay_page(row, language) if row else pages.missing_page(language)
        headers = {
            "Content-Security-Policy": pages.content_policy(row["return_url"] if row else ""),
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "X-Frame-Options": "DENY",
            "Vary": "Accept-Language",
        }
        self._send(status if row else 404, page.encode(), "text/html; charset=utf-8", headers)

    def _take_outcome(self, reference: str, body: bytes) -> None:
        outcome = parse_qs(body.decode("ascii", "replace")).get("outcome", [""])[0]
        if outcome not in {"success", "fail"}:
            self._show_pay_page(reference, 422)
            return
        sandbox = self.server.sandbox
        act = sandbox.store.pay if outcome == "success" else sandbox.store.fail
        try:
            row = act(reference, time.time())
        except RefusedError:
            self._show_pay_page(reference, 409)
            return
        sandbox.messenger.wake()
        self._send(303, b"", "text/plain", {"Location": row["return_url"]})

    # What the site asks.

    def _api(self, method: str, path: str, body: bytes) -> None:
        shown = self.headers.get("Authorization", "")
        expected = f"Bearer {self.server.sandbox.identity.secret}"
        if not hmac.compare_digest(shown.encode(), expected.encode()):
            self._send(401, b'{"error": "unauthorized"}', "application/json")
            return
        status, told = self._routed(method, path, body)
        answer = json.dumps(told, ensure_ascii=False).encode()
        timestamp, nonce = str(int(time.time())), self.headers.get("Sandbox-Nonce", "")
        signature = self.server.sandbox.identity.sign("answer", timestamp, nonce, answer)
        headers = {"Sandbox-Timestamp": timestamp, "Sandbox-Signature": signature}
        self._send(status, answer, "application/json", headers)
        self.server.sandbox.messenger.wake()

    def _routed(self, method: str, path: str, body: bytes) -> Told:
        match method, path.strip("/").split("/"):
            case "POST", ["v1", "transactions"]:
                return self._open(_fields(body, TEXT_FIELDS))
            case "GET", ["v1", "transactions", reference]:
                return self._told(reference)
            case "POST", ["v1", "transactions", reference, "close"]:
                return self._close(reference)
            case "POST", ["v1", "refunds"]:
                return self._refund(_fields(body, ("number", "reference", "reason")))
            case "GET", ["v1", "bill", day]:
                return self._bill(day)
        return 404, {"error": "no_such_call"}

    def _open(self, asked: Row) -> Told:
        try:
            row = self.server.sandbox.store.open_transaction(asked, time.time())
        except RefusedError as refused:
            return 409, {"error": str(refused)}
        return 201, self._shown(row)

    def _told(self, reference: str) -> Told:
        row = self.server.sandbox.store.transaction(reference)
        if row is None:
            return 404, {"reference": reference, "state": "unknown"}
        return 200, self._shown(row)

    def _close(self, reference: str) -> Told:
        try:
            return 200, self._shown(self.server.sandbox.store.close(reference))
        except RefusedError as refused:
            status = 404 if str(refused) == "unknown" else 409
            return status, self._told(reference)[1]

    def _refund(self, asked: Row) -> Told:
        number, reference, reason = asked["number"], asked["reference"], asked["reason"]
        try:
            row = self.server.sandbox.store.refund(
                number, reference, asked["amount"], reason, time.time()
            )
        except RefusedError as refused:
            return 409, {"error": str(refused), "number": number}
        return 200, {"number": number, "amount": row["amount"], "state": "done"}

    def _bill(self, day: str) -> Told:
        start = datetime.fromisoformat(day).replace(tzinfo=UTC)
        end = start + timedelta(days=1)
        lines = self.server.sandbox.store.movements(start.timestamp(), end.timestamp())
        return 200, {"day": day, "lines": lines}

    def _shown(self, row: Row) -> dict[str, Any]:
        return {
            "reference": row["reference"],
            "order": row["order_number"],
            "merchant": self.server.sandbox.identity.merchant,
            "state": row["state"],
            "transaction": row["transaction_id"] or "",
            "amount": row["amount"],
            "currency": row["currency"],
        }

    def _send(
        self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _fields(body: bytes, names: tuple[str, ...]) -> Row:
    """The named text fields and the amount; BadRequestError when one is missing or odd."""
    sent = json.loads(body)
    if not isinstance(sent, dict):
        raise BadRequestError
    asked = {name: sent.get(name) for name in names}
    amount = sent.get("amount")
    if not all(isinstance(value, str) for value in asked.values()):
        raise BadRequestError
    if not isinstance(amount, int) or isinstance(amount, bool) or amount <= 0:
        raise BadRequestError
    return {**asked, "amount": amount}
