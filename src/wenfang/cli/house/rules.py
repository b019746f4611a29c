"""What each mode allows: decisions about a configuration, without Django."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenfang.cli.house.errors import (
    DemoBindError,
    FolderMailRefusedError,
    UnknownModeError,
)
from wenfang.kernel.errors import WenfangError
from wenfang.sales.errors import SandboxRefusedError

LOOPBACK = "127.0.0.1"
MAIL_SCHEMES = {"", "smtp", "smtps"}


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings that a mode may refuse; ``mail_scheme`` is empty without mail."""

    mode: str
    bind: str
    gateways: Sequence[str]
    mail_scheme: str


def refusal(given: Configuration) -> WenfangError | None:
    """Why a site with this configuration must not start, or None."""
    if given.mode == "demo":
        return None if given.bind == LOOPBACK else DemoBindError(address=given.bind)
    if given.mode != "site":
        return UnknownModeError(mode=given.mode)
    if "sandbox" in given.gateways:
        return SandboxRefusedError(mode=given.mode)
    if given.mail_scheme not in MAIL_SCHEMES:
        return FolderMailRefusedError()
    return None
