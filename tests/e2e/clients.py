"""People who use a site over its API."""

from collections.abc import Mapping
from typing import Any

import httpx

from tests.site import wait_until

Json = dict[str, Any]


class Client:
    """One caller of the API, with a token or as a guest."""

    def __init__(self, url: str, token: str = "", language: str = "en") -> None:
        headers = {"Accept-Language": language}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self.http = httpx.Client(base_url=url, headers=headers, timeout=60)

    def get(self, path: str) -> Json:
        return self._json(self.http.get(f"/api/v1{path}"))

    def post(self, path: str, body: Mapping[str, Any] | None = None) -> Json:
        return self._json(self.http.post(f"/api/v1{path}", json=body or {}))

    def upload(self, data: bytes, name: str, **fields: Any) -> httpx.Response:
        return self.http.post("/api/v1/documents", files={"file": (name, data)}, data=fields)

    def uploaded(self, data: bytes, name: str, **fields: Any) -> str:
        """Upload and return the document's id."""
        return str(self._json(self.upload(data, name, **fields))["id"])

    def settled(self, document: str, *, seconds: float = 90) -> Json:
        """The document once its processing is over, well or badly."""

        def over() -> Json | None:
            seen = self.get(f"/documents/{document}")
            return seen if seen["state"] != "processing" else None

        return wait_until(over, f"document {document} is processed", seconds=seconds) or {}

    def published(self, data: bytes, name: str, **fields: Any) -> Json:
        """Upload, wait, publish, and return the document as the public sees it."""
        document = self.uploaded(data, name, **fields)
        ready = self.settled(document)
        assert ready["state"] == "ready", ready
        self.post(f"/documents/{document}/publish", {"confirm": True})
        return self.get(f"/documents/{document}")

    def ordered(self, document: str, **fields: Any) -> Json:
        return self.post("/orders", {"document": document, **fields})

    def pay(self, order: Json, outcome: str = "success") -> httpx.Response:
        return httpx.post(order["pay_url"], data={"outcome": outcome}, timeout=60)

    def paid(self, order: Json, *, seconds: float = 60) -> Json:
        """The order once it is paid."""

        def over() -> Json | None:
            seen = self.get(f"/orders/{order['id']}")
            return seen if seen["state"] == "paid" else None

        return wait_until(over, f"order {order['number']} is paid", seconds=seconds) or {}

    def download(self, order: Json) -> bytes:
        answer = self.http.get(self.get(f"/orders/{order['id']}")["download"])
        assert answer.status_code == 200, answer.text[:300]
        return answer.content

    def _json(self, answer: httpx.Response) -> Json:
        assert answer.status_code < 300, f"{answer.status_code} {answer.text[:500]}"
        body: Json = answer.json()
        return body
