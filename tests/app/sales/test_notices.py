"""From the provider's notice to the paid order: inbox, question, settlement."""

import sqlite3
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tests.factories.providers import Ear, RunningSandbox
from tests.factories.sales import GUEST, an_order
from wenfang.catalogue.models import Listing
from wenfang.jobs.sweep import wake_notices
from wenfang.kernel.clock import now
from wenfang.notify.models import OutgoingMail
from wenfang.sales.actions.handle_notice import handle_notice
from wenfang.sales.actions.receive_notice import receive_notice
from wenfang.sales.actions.start_payment import start_payment
from wenfang.sales.errors import (
    NoticeRefusedError,
    OldSQLiteError,
    OrderNotPayableError,
    ProviderUnavailableError,
    UnknownGatewayError,
)
from wenfang.sales.models import LedgerEntry, Notice, Order, Payment

URL = "/orders/notices/sandbox"
RETURN = "http://127.0.0.1/orders/o"


@pytest.fixture
def order(sandbox: RunningSandbox, listing: Listing) -> Order:
    """A pending order whose buyer was sent to the pay page."""
    placed = an_order(listing, email=GUEST)
    start_payment(order=placed, return_url=RETURN)
    return placed


def reference_of(order: Order) -> str:
    return order.payments.get().reference


def heard_after_paying(
    sandbox: RunningSandbox, ear: Ear, order: Order, outcome: str = "success"
) -> tuple[dict[str, str], bytes]:
    count = len(ear.heard)
    sandbox.pay(reference_of(order), outcome)
    return ear.hears(count + 1)[-1]


def post(headers: dict[str, str], body: bytes) -> int:
    """Send a notice to the site as the provider does: without cookie and token."""
    provider = Client(enforce_csrf_checks=True)
    signed = {name: value for name, value in headers.items() if name.startswith("sandbox-")}
    answer = provider.post(URL, body, content_type="application/json", headers=signed)
    return answer.status_code


def test_a_notice_is_stored_acknowledged_and_then_settled(
    sandbox: RunningSandbox, ear: Ear, order: Order
) -> None:
    headers, body = heard_after_paying(sandbox, ear, order)
    assert post(headers, body) == 200
    notice = Notice.objects.get()
    assert (notice.reference, bytes(notice.body)) == (reference_of(order), body)
    assert "cookie" not in notice.headers
    order.refresh_from_db()
    assert order.state == Order.State.PENDING
    assert handle_notice(notice_id=notice.pk)
    order.refresh_from_db()
    notice.refresh_from_db()
    assert (order.state, notice.state) == (Order.State.PAID, Notice.State.HANDLED)


def test_a_notice_alone_never_moves_money(sandbox: RunningSandbox, ear: Ear, order: Order) -> None:
    headers, body = heard_after_paying(sandbox, ear, order, "fail")
    assert post(headers, body) == 200
    assert handle_notice(notice_id=Notice.objects.get().pk)
    order.refresh_from_db()
    assert order.state == Order.State.PENDING
    assert not LedgerEntry.objects.exists()


def test_what_is_forged_is_neither_stored_nor_acknowledged(
    sandbox: RunningSandbox, ear: Ear, order: Order
) -> None:
    headers, body = heard_after_paying(sandbox, ear, order)
    assert post({**headers, "sandbox-timestamp": "1000000000"}, body) == 400
    assert post(headers, body + b" ") == 400
    assert post({}, b"{}") == 400
    assert post(headers, b"x" * 70_000) == 413
    assert not Notice.objects.exists()


def test_nothing_is_acknowledged_that_could_not_be_stored(
    sandbox: RunningSandbox, ear: Ear, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers, body = heard_after_paying(sandbox, ear, order)

    def refuse(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Notice, "save", refuse)
        provider = Client(raise_request_exception=False)
        answer = provider.post(URL, body, content_type="application/json", headers=headers)
    assert answer.status_code == 500
    assert not Notice.objects.exists()
    assert post(headers, body) == 200


def test_a_replayed_notice_is_the_same_row(sandbox: RunningSandbox, ear: Ear, order: Order) -> None:
    headers, body = heard_after_paying(sandbox, ear, order)
    assert [post(headers, body) for _ in range(3)] == [200, 200, 200]
    notice = Notice.objects.get()
    assert handle_notice(notice_id=notice.pk)
    assert post(headers, body) == 200
    assert not handle_notice(notice_id=notice.pk)
    assert Notice.objects.count() == 1
    assert LedgerEntry.objects.filter(kind="capture").count() == 1
    assert OutgoingMail.objects.filter(kind="order_paid").count() == 1


@pytest.mark.parametrize("late_first", [True, False])
def test_notices_in_any_order_end_in_one_state(
    sandbox: RunningSandbox, ear: Ear, order: Order, late_first: bool
) -> None:
    failed = heard_after_paying(sandbox, ear, order, "fail")
    paid = heard_after_paying(sandbox, ear, order)
    both = [failed, paid]
    for headers, body in reversed(both) if late_first else both:
        notice = receive_notice(provider="sandbox", headers=headers, body=body)
        assert handle_notice(notice_id=notice.pk)
    order.refresh_from_db()
    assert order.state == Order.State.PAID
    assert LedgerEntry.objects.filter(kind="capture").count() == 1


def test_a_provider_that_is_gone_leaves_the_notice_for_later(
    sandbox: RunningSandbox, ear: Ear, order: Order
) -> None:
    headers, body = heard_after_paying(sandbox, ear, order)
    notice = receive_notice(provider="sandbox", headers=headers, body=body)
    sandbox.kill()
    assert not handle_notice(notice_id=notice.pk)
    notice.refresh_from_db()
    assert notice.state == Notice.State.RECEIVED
    assert notice.lease_until is not None
    Notice.objects.update(lease_until=None)
    sandbox.start()
    assert handle_notice(notice_id=notice.pk)
    order.refresh_from_db()
    assert order.state == Order.State.PAID


def test_a_notice_that_was_forgotten_is_woken_and_a_held_one_is_not(
    sandbox: RunningSandbox, ear: Ear, order: Order
) -> None:
    headers, body = heard_after_paying(sandbox, ear, order)
    receive_notice(provider="sandbox", headers=headers, body=body)
    assert wake_notices() == 0
    Notice.objects.update(received_at=now() - timedelta(minutes=1))
    assert wake_notices() == 1
    Notice.objects.update(lease_until=now() + timedelta(minutes=1))
    assert wake_notices() == 0
    Notice.objects.update(lease_until=now() - timedelta(seconds=1))
    assert wake_notices() == 1


def test_a_notice_about_nothing_of_ours_is_dead_and_says_why(
    sandbox: RunningSandbox, ear: Ear, order: Order
) -> None:
    headers, body = heard_after_paying(sandbox, ear, order)
    notice = receive_notice(provider="sandbox", headers=headers, body=body)
    Payment.objects.update(reference="something else")
    assert not handle_notice(notice_id=notice.pk)
    notice.refresh_from_db()
    assert notice.state == Notice.State.DEAD
    assert notice.problem


def test_a_notice_for_a_provider_that_is_not_offered_is_refused(
    sandbox: RunningSandbox, ear: Ear, order: Order, settings
) -> None:
    headers, body = heard_after_paying(sandbox, ear, order)
    settings.WENFANG_GATEWAYS = []
    with pytest.raises(UnknownGatewayError):
        receive_notice(provider="sandbox", headers=headers, body=body)
    assert post(headers, body) == 422
    settings.WENFANG_GATEWAYS = ["sandbox"]
    with pytest.raises(NoticeRefusedError):
        receive_notice(provider="sandbox", headers={}, body=body)


def test_going_to_pay_twice_is_one_payment_at_one_address(
    sandbox: RunningSandbox, order: Order
) -> None:
    first = start_payment(order=order, return_url=RETURN)
    assert start_payment(order=order, return_url=RETURN, provider="sandbox") == first
    assert Payment.objects.count() == 1
    assert first.url.startswith(sandbox.base)


def test_the_pay_page_outlives_a_restart_of_the_provider(
    sandbox: RunningSandbox, order: Order
) -> None:
    url = start_payment(order=order, return_url=RETURN).url
    sandbox.kill()
    with pytest.raises(ProviderUnavailableError):
        start_payment(order=order, return_url=RETURN)
    sandbox.start()
    assert start_payment(order=order, return_url=RETURN).url == url


@pytest.mark.parametrize("why", ["expired", "cancelled", "overdue"])
def test_an_order_that_is_over_leads_to_no_pay_page(
    sandbox: RunningSandbox, order: Order, why: str
) -> None:
    assert start_payment(order=order, return_url=RETURN)
    if why == "overdue":
        Order.objects.update(expires_at=now() - timedelta(seconds=1))
    else:
        Order.objects.update(state=why)
    with pytest.raises(OrderNotPayableError):
        start_payment(order=order, return_url=RETURN)


def test_no_money_is_taken_on_an_sqlite_that_can_lose_a_commit(
    sandbox: RunningSandbox, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("another database keeps its commits by itself")
    assert start_payment(order=order, return_url=RETURN)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(OldSQLiteError):
        start_payment(order=order, return_url=RETURN)
