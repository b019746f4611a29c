"""Asking the running site over HTTP whether it is well."""

import http.client
import socket

from django.conf import settings

from wenfang.cli.house.errors import PortTakenError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "[::]": "::1"}  # noqa: S104 - compared, not bound


def is_well() -> bool:
    """Whether /healthz answers 200 at the address that the site listens on."""
    address = EVERYWHERE.get(settings.WENFANG_BIND, settings.WENFANG_BIND)
    connection = http.client.HTTPConnection(address, settings.WENFANG_PORT, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": _known_host()})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def check_port() -> None:
    """Raises PortTakenError when something else listens where the site is to listen."""
    address, port = settings.WENFANG_BIND, settings.WENFANG_PORT
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address.strip("[]"), port))
        except OSError:
            raise PortTakenError(address=address, port=port) from None


def _known_host() -> str:
    hosts: list[str] = settings.ALLOWED_HOSTS
    host = hosts[0].lstrip(".")
    return "localhost" if host == "*" else host
