"""Which configurations may run: every refusal beside the nearest configuration that is allowed."""

import pytest

from wenfang.cli.house import errors
from wenfang.cli.house.rules import Configuration, refusal
from wenfang.sales.errors import SandboxRefusedError


def given(**changes: object) -> Configuration:
    usual = {"mode": "site", "bind": "0.0.0.0", "gateways": [], "mail_scheme": "smtp"}  # noqa: S104
    return Configuration(**(usual | changes))


@pytest.mark.parametrize(
    ("configuration", "reason"),
    [
        (given(mode="demo"), errors.DemoBindError),
        (given(mode="demo", bind="::1"), errors.DemoBindError),
        (given(gateways=["sandbox"]), SandboxRefusedError),
        (given(gateways=["alipay", "sandbox"]), SandboxRefusedError),
        (given(mail_scheme="file"), errors.FolderMailRefusedError),
        (given(mode=""), errors.UnknownModeError),
    ],
)
def test_it_is_refused(configuration: Configuration, reason: type[Exception]) -> None:
    assert isinstance(refusal(configuration), reason)


@pytest.mark.parametrize(
    "configuration",
    [
        given(),
        given(mail_scheme=""),
        given(mail_scheme="smtps"),
        given(gateways=["alipay"]),
        given(mode="demo", bind="127.0.0.1", gateways=["sandbox"], mail_scheme=""),
    ],
)
def test_it_may_run(configuration: Configuration) -> None:
    assert refusal(configuration) is None
