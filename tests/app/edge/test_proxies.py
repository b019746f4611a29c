"""Whose X-Forwarded headers count."""

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from wenfang.edge.proxies import ProxyMiddleware


def seen_through(**meta: str) -> HttpRequest:
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    ProxyMiddleware(view)(RequestFactory().get("/", **meta))
    return seen[0]


FORWARDED = {
    "HTTP_X_FORWARDED_FOR": "203.0.113.9, 10.0.0.2",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "evil.example",
}


@override_settings(WENFANG_TRUSTED_PROXIES=["10.0.0.0/8"])
def test_a_trusted_proxy_names_the_client_and_the_scheme() -> None:
    request = seen_through(REMOTE_ADDR="10.0.0.1", **FORWARDED)
    assert request.META["REMOTE_ADDR"] == "203.0.113.9"
    assert request.scheme == "https"


@override_settings(WENFANG_TRUSTED_PROXIES=["10.0.0.0/8"])
def test_a_stranger_cannot_claim_another_address() -> None:
    request = seen_through(REMOTE_ADDR="198.51.100.7", **FORWARDED)
    assert request.META["REMOTE_ADDR"] == "198.51.100.7"
    assert request.scheme == "http"
    assert "HTTP_X_FORWARDED_HOST" not in request.META


@override_settings(WENFANG_TRUSTED_PROXIES=["10.0.0.0/8"])
def test_a_client_cannot_put_words_before_the_proxys_own() -> None:
    request = seen_through(
        REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="127.0.0.1, 203.0.113.9, 10.0.0.2"
    )
    assert request.META["REMOTE_ADDR"] == "203.0.113.9"


@override_settings(WENFANG_TRUSTED_PROXIES=[])
def test_without_trusted_proxies_nobody_is_believed() -> None:
    assert seen_through(REMOTE_ADDR="127.0.0.1", **FORWARDED).META["REMOTE_ADDR"] == "127.0.0.1"
