"""Which payment providers this site offers, and the gateway behind each name."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from wenfang.sales.errors import SandboxRefusedError, UnknownGatewayError
from wenfang.sales.gateway import Gateway

SANDBOX = "sandbox"


def offered_providers() -> list[str]:
    """Names of the providers a buyer can pay with, the preferred one first."""
    return list(settings.WENFANG_GATEWAYS)


def gateway_named(name: str) -> Gateway:
    """The gateway in the file of that name.

    Raises UnknownGatewayError when it is not offered here, SandboxRefusedError outside demo mode.
    """
    if name not in settings.WENFANG_GATEWAYS:
        raise UnknownGatewayError(name=name)
    if name == SANDBOX and settings.WENFANG_MODE != "demo":
        raise SandboxRefusedError(mode=settings.WENFANG_MODE)
    path = f"wenfang.sales.gateways.{name}"
    if not name.isidentifier() or find_spec(path) is None:
        raise UnknownGatewayError(name=name)
    gateway: Gateway = import_module(path).connect()
    return gateway
