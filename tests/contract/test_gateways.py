"""What every payment gateway must keep, tried against a provider that signs with a real key."""

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tests.factories.providers import Ear, RunningSandbox, a_charge, listening
from wenfang.sales.errors import (
    NoticeRefusedError,
    ProviderUnavailableError,
    RefundRefusedError,
    SandboxRefusedError,
    UnknownGatewayError,
)
from wenfang.sales.gateway import Gateway, RefundRequest, Standing
from wenfang.sales.providers import gateway_named


@pytest.fixture
def ear() -> Iterator[Ear]:
    with listening() as one:
        yield one


@pytest.fixture
def sandbox(tmp_path: Path, ear: Ear) -> Iterator[RunningSandbox]:
    running = RunningSandbox(tmp_path, ear.url).start()
    yield running
    running.kill()


def a_refund(number: str = "f-1", amount: int = 300) -> RefundRequest:
    return RefundRequest(number, "r-1", amount, "CNY", "because")


def test_the_port_has_at_most_six_methods() -> None:
    methods = {name for name in vars(Gateway) if callable(getattr(Gateway, name, None))}
    assert len({name for name in methods if not name.startswith("_")}) <= 6


def test_a_payment_is_open_until_it_is_paid(sandbox: RunningSandbox) -> None:
    gateway = sandbox.gateway
    assert gateway.query("r-1").standing is Standing.UNKNOWN
    started = gateway.start(a_charge())
    assert started.url == f"{sandbox.base}/pay/r-1"
    assert gateway.query("r-1").standing is Standing.OPEN
    answer = sandbox.pay("r-1")
    assert (answer.status_code, answer.headers["Location"]) == (303, a_charge().return_url)
    paid = gateway.query("r-1")
    assert paid.standing is Standing.PAID
    assert (paid.order, paid.amount, paid.currency) == ("261122-7394-2658", 300, "CNY")
    assert paid.merchant == gateway.merchant
    assert paid.transaction


def test_a_failed_attempt_leaves_it_open(sandbox: RunningSandbox, ear: Ear) -> None:
    sandbox.gateway.start(a_charge())
    assert sandbox.pay("r-1", "fail").status_code == 303
    assert sandbox.gateway.query("r-1").standing is Standing.OPEN
    headers, body = ear.hears(1)[0]
    assert sandbox.gateway.parse_notice(headers, body).reference == "r-1"


def test_starting_twice_is_one_transaction(sandbox: RunningSandbox) -> None:
    assert sandbox.gateway.start(a_charge()) == sandbox.gateway.start(a_charge())
    with pytest.raises(ProviderUnavailableError):
        sandbox.gateway.start(a_charge(amount=1))
    assert sandbox.gateway.query("r-1").amount == 300


def test_paying_twice_takes_the_money_once(sandbox: RunningSandbox) -> None:
    sandbox.gateway.start(a_charge())
    sandbox.pay("r-1")
    first = sandbox.gateway.query("r-1")
    sandbox.pay("r-1")
    assert sandbox.gateway.query("r-1") == first
    assert len(sandbox.gateway.bill(datetime.now(UTC).date())) == 1


def test_closing_ends_an_open_payment_but_never_a_paid_one(sandbox: RunningSandbox) -> None:
    for reference in ("r-1", "r-2"):
        sandbox.gateway.start(a_charge(reference))
    assert sandbox.gateway.close("r-1").standing is Standing.CLOSED
    assert sandbox.pay("r-1").status_code == 409
    sandbox.pay("r-2")
    assert sandbox.gateway.close("r-2").standing is Standing.PAID
    assert sandbox.gateway.close("r-3").standing is Standing.UNKNOWN


def test_a_refund_number_pays_back_once_and_never_more_than_came(
    sandbox: RunningSandbox,
) -> None:
    sandbox.gateway.start(a_charge())
    with pytest.raises(RefundRefusedError):
        sandbox.gateway.refund(a_refund())
    sandbox.pay("r-1")
    for _ in range(2):
        sandbox.gateway.refund(a_refund("f-1", 200))
    with pytest.raises(RefundRefusedError):
        sandbox.gateway.refund(a_refund("f-2", 101))
    sandbox.gateway.refund(a_refund("f-3", 100))
    lines = sandbox.gateway.bill(datetime.now(UTC).date())
    assert [(line.kind, line.number, line.amount) for line in lines] == [
        ("payment", "r-1", 300),
        ("refund", "f-1", 200),
        ("refund", "f-3", 100),
    ]


def test_a_notice_is_sent_until_it_is_acknowledged(sandbox: RunningSandbox, ear: Ear) -> None:
    ear.statuses = [500, 403]
    sandbox.gateway.start(a_charge())
    sandbox.pay("r-1")
    heard = ear.hears(3)
    notices = {sandbox.gateway.parse_notice(*one) for one in heard}
    assert len(notices) == 1
    assert heard[0][1] == heard[2][1]
    sandbox.pay("r-1", "fail")
    sandbox.gateway.start(a_charge("r-2"))
    sandbox.pay("r-2")
    assert sandbox.gateway.parse_notice(*ear.hears(4)[3]).reference == "r-2"
    assert len(ear.heard) == 4


def test_what_was_paid_before_a_crash_is_told_after_the_restart(
    sandbox: RunningSandbox, ear: Ear
) -> None:
    ear.statuses = [500] * 50
    started = sandbox.gateway.start(a_charge())
    sandbox.pay("r-1")
    ear.hears(1)
    sandbox.kill()
    ear.statuses = []
    heard = len(ear.heard)
    sandbox.start()
    assert sandbox.gateway.query("r-1").standing is Standing.PAID
    ear.hears(heard + 1)
    assert sandbox.gateway.start(a_charge()).url == started.url


@pytest.mark.parametrize("damage", ["body", "signature", "timestamp", "nonce", "no signature"])
def test_a_notice_that_is_altered_is_refused(
    sandbox: RunningSandbox, ear: Ear, damage: str
) -> None:
    sandbox.gateway.start(a_charge())
    sandbox.pay("r-1")
    headers, body = ear.hears(1)[0]
    assert sandbox.gateway.parse_notice(headers, body).reference == "r-1"
    match damage:
        case "body":
            body = body.replace(b'"r-1"', b'"r-2"')
        case "signature":
            headers["sandbox-signature"] = base64.b64encode(b"0" * 256).decode()
        case "timestamp":
            headers["sandbox-timestamp"] = str(int(headers["sandbox-timestamp"]) + 1)
        case "nonce":
            headers["sandbox-nonce"] = "0" * 32
        case _:
            del headers["sandbox-signature"]
    with pytest.raises(NoticeRefusedError):
        sandbox.gateway.parse_notice(headers, body)


def a_notice_of_our_own(
    key: rsa.RSAPrivateKey, *, kind: str = "notice", age: int = 0
) -> tuple[dict[str, str], bytes]:
    """A notice signed with ``key`` as if it were the provider's."""
    body = json.dumps({"id": "n-1", "reference": "r-1", "kind": "payment.paid"}).encode()
    timestamp = str(int(time.time()) - age)
    message = f"{kind}\n{timestamp}\nn-1\n".encode() + body + b"\n"
    signature = key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    return {
        "sandbox-timestamp": timestamp,
        "sandbox-nonce": "n-1",
        "sandbox-signature": base64.b64encode(signature).decode(),
    }, body


def provider_key(sandbox: RunningSandbox) -> rsa.RSAPrivateKey:
    key = load_pem_private_key((sandbox.folder / "private.pem").read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def test_a_notice_signed_by_somebody_else_is_refused(sandbox: RunningSandbox) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert sandbox.gateway.parse_notice(*a_notice_of_our_own(provider_key(sandbox)))
    with pytest.raises(NoticeRefusedError):
        sandbox.gateway.parse_notice(*a_notice_of_our_own(stranger))


@pytest.mark.parametrize("age", [-330, 330, 100_000])
def test_a_notice_that_is_not_fresh_is_refused(sandbox: RunningSandbox, age: int) -> None:
    key = provider_key(sandbox)
    assert sandbox.gateway.parse_notice(*a_notice_of_our_own(key, age=200))
    with pytest.raises(NoticeRefusedError):
        sandbox.gateway.parse_notice(*a_notice_of_our_own(key, age=age))


def test_an_answer_to_a_question_cannot_be_passed_off_as_a_notice(
    sandbox: RunningSandbox,
) -> None:
    answer = a_notice_of_our_own(provider_key(sandbox), kind="answer")
    with pytest.raises(NoticeRefusedError):
        sandbox.gateway.parse_notice(*answer)


def test_an_answer_that_somebody_else_signed_is_no_answer(
    sandbox: RunningSandbox, tmp_path: Path
) -> None:
    other = RunningSandbox(tmp_path / "other")
    other.folder.parent.mkdir()
    other.start()
    try:
        secret = (sandbox.folder / "api-secret").read_text()
        (other.folder / "api-secret").write_text(secret)
        assert sandbox.gateway.query("r-1").standing is Standing.UNKNOWN
        other.kill()
        other.start()
        port = other.announced.read_text()
        sandbox.announced.write_text(port)
        with pytest.raises(ProviderUnavailableError):
            sandbox.gateway.query("r-1")
    finally:
        other.kill()


def test_the_provider_answers_only_who_knows_the_secret(sandbox: RunningSandbox) -> None:
    gateway = sandbox.gateway
    gateway.start(a_charge())
    (sandbox.folder / "api-secret").write_text("a guess")
    with pytest.raises(ProviderUnavailableError):
        sandbox.gateway.query("r-1")
    assert gateway.query("r-1").standing is Standing.OPEN


def test_a_provider_that_is_gone_is_unavailable_and_not_a_failure(
    sandbox: RunningSandbox,
) -> None:
    gateway = sandbox.gateway
    sandbox.kill()
    with pytest.raises(ProviderUnavailableError):
        gateway.query("r-1")
    with pytest.raises(ProviderUnavailableError):
        gateway.start(a_charge())


def test_the_sandbox_is_refused_outside_demo_mode(settings, tmp_path: Path) -> None:
    RunningSandbox(tmp_path).start().kill()
    settings.WENFANG_DATA, settings.WENFANG_SANDBOX_FOLDER = tmp_path, tmp_path / "sandbox"
    settings.WENFANG_GATEWAYS = ["sandbox"]
    assert gateway_named("sandbox").merchant
    settings.WENFANG_MODE = "site"
    with pytest.raises(SandboxRefusedError, match="WENFANG_MODE is 'site'"):
        gateway_named("sandbox")


@pytest.mark.parametrize("name", ["nobody", "../sandbox", ""])
def test_only_providers_on_offer_are_asked(settings, name: str) -> None:
    settings.WENFANG_GATEWAYS = ["sandbox", "nobody", "../sandbox"]
    with pytest.raises(UnknownGatewayError):
        gateway_named(name)


def test_the_provider_shares_no_django_with_the_site() -> None:
    loaded = (
        "import sys, wenfang.sales.sandbox_provider.__main__;"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'django', 'httpx'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_command_refuses_to_start_the_sandbox_for_a_public_site(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wenfang.cli", "sandbox", "--data", str(tmp_path)],
        env={"PATH": os.environ["PATH"], "WENFANG_MODE": "site"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert json.loads(done.stderr)["error"]["code"] == "sandbox_refused"
    assert "WENFANG_MODE" in done.stderr
    assert not list(tmp_path.iterdir())
