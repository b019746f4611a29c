"""What a log line may hold."""

import logging

import pytest

from wenfang.kernel.ids import new_id
from wenfang.kernel.log_lines import MaskingFormatter

FORMATTER = MaskingFormatter("%(levelname)s %(message)s")
SIGNATURE = "AbC-_" * 8 + "xyz"


def line(message: str, *args: object, error: BaseException | None = None) -> str:
    info = (type(error), error, None) if error else None
    record = logging.LogRecord("x", logging.INFO, "f.py", 1, message, args, info)
    return FORMATTER.format(record)


@pytest.mark.parametrize(
    "secret",
    [
        new_id(),
        f"{new_id()}:1ab2Cd:{SIGNATURE}",
        f"ImFiY2RlZiI:1ab2Cd:{SIGNATURE}",
        f"sales.x:{SIGNATURE}",
    ],
    # Named, because each worker of a parallel run draws other ids.
    ids=["id", "signed id", "signed data", "signed name"],
)
def test_what_opens_a_door_is_cut_to_four_characters(secret: str) -> None:
    for told in (
        line(f"Not Found: /orders/{secret}"),
        line("Gone: %s", f"/library/download/{secret}"),
        line("failed", error=ValueError(f"no {secret} here")),
    ):
        assert secret not in told
        assert f"{secret[:4]}…" in told


def test_a_bearer_token_is_cut_too() -> None:
    assert "topsecret" not in line("sent Bearer topsecret-token")


@pytest.mark.parametrize(
    "plain",
    [
        "convert_exception_to_response in django.core.handlers.exception",
        "mail was not sent: ConnectionRefusedError",
        "http://127.0.0.1:8000/search",
        "order 261122-7394-2658",
        "internationalizationandmore",
    ],
)
def test_everything_else_stays_readable(plain: str) -> None:
    assert plain in line(plain)
