"""The sandbox provider, spoken to over HTTP like any other; every word it says is verified."""

import base64
import binascii
import json
import secrets
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings

from wenfang.sales.errors import (
    NoticeRefusedError,
    ProviderUnavailableError,
    RefundRefusedError,
)
from wenfang.sales.gateway import (
    Answer,
    BillLine,
    Charge,
    RefundRequest,
    Standing,
    StartedPayment,
    VerifiedNotice,
)

FRESH_SECONDS = 300
TIMEOUT = httpx.Timeout(10.0, connect=2.0)


def connect() -> "SandboxGateway":
    """The gateway to the sandbox of this site's data folder."""
    notice_url = f"http://127.0.0.1:{settings.WENFANG_PORT}/orders/notices/sandbox"
    announced = Path(settings.WENFANG_DATA) / "run" / "sandbox-port"
    return SandboxGateway(Path(settings.WENFANG_SANDBOX_FOLDER), announced, notice_url)


class SandboxGateway:
    """Finds the provider's address anew for each call, because it may have been restarted."""

    def __init__(self, folder: Path, announced: Path, notice_url: str) -> None:
        self._announced = announced
        self._notice_url = notice_url
        try:
            self._key = load_pem_public_key((folder / "public.pem").read_bytes())
            self._secret = (folder / "api-secret").read_text(encoding="ascii")
            self.merchant = (folder / "merchant").read_text(encoding="ascii")
        except OSError:
            raise ProviderUnavailableError from None

    def start(self, charge: Charge) -> StartedPayment:
        """The pay page's address holds the reference alone, so a restart does not break it."""
        asked = {
            "reference": charge.reference,
            "order": charge.order,
            "subject": charge.subject,
            "amount": charge.amount,
            "currency": charge.currency,
            "return_url": charge.return_url,
            "notice_url": self._notice_url,
        }
        status, _ = self._ask("POST", "/v1/transactions", asked)
        if status != 201:
            raise ProviderUnavailableError
        return StartedPayment(f"{self._base()}/pay/{charge.reference}")

    def parse_notice(self, headers: Mapping[str, str], body: bytes) -> VerifiedNotice:
        nonce = headers.get("sandbox-nonce", "")
        problem = self._problem_with("notice", headers, nonce, body)
        if problem:
            raise NoticeRefusedError(reason=problem)
        try:
            told = json.loads(body)
            notice = VerifiedNotice(str(told["id"]), str(told["reference"]))
        except (ValueError, TypeError, KeyError):
            raise NoticeRefusedError(reason="not understood") from None
        # The nonce is the notice's id, so the inbox's unique key makes it count once.
        if notice.notice_id != nonce or len(nonce) > 80 or len(notice.reference) > 32:
            raise NoticeRefusedError(reason="not understood")
        return notice

    def query(self, reference: str) -> Answer:
        return _answer(self._ask("GET", f"/v1/transactions/{reference}")[1])

    def refund(self, request: RefundRequest) -> None:
        asked = {
            "number": request.number,
            "reference": request.reference,
            "amount": request.amount,
            "reason": request.reason,
        }
        status, told = self._ask("POST", "/v1/refunds", asked)
        if status == 409:
            raise RefundRefusedError(reason=str(told.get("error")))
        if status != 200 or told.get("state") != "done":
            raise ProviderUnavailableError

    def close(self, reference: str) -> Answer:
        return _answer(self._ask("POST", f"/v1/transactions/{reference}/close", {})[1])

    def bill(self, day: date) -> list[BillLine]:
        _, told = self._ask("GET", f"/v1/bill/{day.isoformat()}")
        return [
            BillLine(line["kind"], line["number"], line["amount"], line["currency"])
            for line in told["lines"]
        ]

    def _base(self) -> str:
        try:
            port = int(self._announced.read_text(encoding="ascii"))
        except (OSError, ValueError):
            raise ProviderUnavailableError from None
        return f"http://127.0.0.1:{port}"

    def _ask(
        self, method: str, path: str, sent: dict[str, Any] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """One signed answer; anything else means that we know nothing."""
        nonce = secrets.token_hex(16)
        headers = {"Authorization": f"Bearer {self._secret}", "Sandbox-Nonce": nonce}
        try:
            with httpx.Client(timeout=TIMEOUT, trust_env=False) as client:
                answer = client.request(method, self._base() + path, json=sent, headers=headers)
        except httpx.HTTPError:
            raise ProviderUnavailableError from None
        if self._problem_with("answer", answer.headers, nonce, answer.content):
            raise ProviderUnavailableError
        try:
            told = answer.json()
        except ValueError:
            raise ProviderUnavailableError from None
        return answer.status_code, told if isinstance(told, dict) else {}

    def _problem_with(
        self, kind: str, headers: Mapping[str, str], nonce: str, body: bytes
    ) -> str | None:
        """Why these bytes are not the sandbox's fresh word; None when they are."""
        timestamp = headers.get("sandbox-timestamp", "")
        message = f"{kind}\n{timestamp}\n{nonce}\n".encode() + body + b"\n"
        try:
            signature = base64.b64decode(headers.get("sandbox-signature", ""), validate=True)
            if not isinstance(self._key, rsa.RSAPublicKey):
                return "no key"
            self._key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, binascii.Error, ValueError):
            return "the signature is not valid"
        if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > FRESH_SECONDS:
            return "it is stale"
        return None


def _answer(told: dict[str, Any]) -> Answer:
    try:
        return Answer(
            standing=Standing(told["state"]),
            reference=str(told["reference"]),
            order=str(told.get("order", "")),
            merchant=str(told.get("merchant", "")),
            transaction=str(told.get("transaction", "")),
            amount=int(told.get("amount", 0)),
            currency=str(told.get("currency", "")),
        )
    except (KeyError, ValueError):
        raise ProviderUnavailableError from None
