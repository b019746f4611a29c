"""Whose word counts about where a request comes from: only that of trusted proxies."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


class ProxyMiddleware:
    """Applies X-Forwarded-For and -Proto from trusted proxies and removes them from all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        meta["REMOTE_ADDR"] = _bare_address(str(meta.get("REMOTE_ADDR", "")))
        if is_trusted(meta["REMOTE_ADDR"]):
            _apply(request)
        for name in FORWARDED:
            meta.pop(name, None)
        return self.get_response(request)


def is_trusted(address: str) -> bool:
    """Whether ``address`` is one of WENFANG_TRUSTED_PROXIES (addresses or networks)."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(
        parsed in ip_network(proxy, strict=False) for proxy in settings.WENFANG_TRUSTED_PROXIES
    )


def _apply(request: HttpRequest) -> None:
    meta = request.META
    for hop in reversed(str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")):
        if not (address := hop.strip()):
            break
        meta["REMOTE_ADDR"] = address
        if not is_trusted(address):
            break
    if meta.get("HTTP_X_FORWARDED_PROTO") in {"http", "https"}:
        meta["wsgi.url_scheme"] = meta["HTTP_X_FORWARDED_PROTO"]


def _bare_address(address: str) -> str:
    """Some servers give ``host:port``; keep the host."""
    try:
        ip_address(address)
    except ValueError:
        host = address.rpartition(":")[0].strip("[]")
        return host or address
    return address
