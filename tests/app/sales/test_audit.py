"""The audit finds each thing that must never be, and nothing where all is well."""

import argparse
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.db import connection

from tests.factories.sales import (
    GUEST,
    a_listing,
    a_paid_answer,
    a_payment,
    an_order,
    unlocked_ledger,
)
from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.cli import audit
from wenfang.delivery.models import Entitlement
from wenfang.documents.models import Blob
from wenfang.kernel.clock import now
from wenfang.sales.actions.request_refund import request_refund
from wenfang.sales.actions.settle_payment import settle_payment
from wenfang.sales.models import LedgerEntry, Order, Payment, Refund


@pytest.fixture
def busy_shop(author: User, buyer: User, listing: Listing) -> Order:
    """A shop in which everything happened that may happen; returns a paid order."""
    an_order(a_listing(author, price=0, content=b"free"), buyer)
    an_order(listing)
    orders = [an_order(listing, buyer), an_order(listing, email=GUEST), an_order(listing, buyer)]
    for order in [*orders, orders[0]]:
        payment = a_payment(order)
        settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment))
    request_refund(order=orders[1], reason="because")
    return Order.objects.get(pk=orders[0].pk)


def violated(capsys: pytest.CaptureFixture[str]) -> set[int]:
    """The numbers of the invariants that the command says are broken."""
    status = audit.run(argparse.Namespace(json=True, no_files=False))
    told = json.loads(capsys.readouterr().out)
    assert status == (0 if told["holds"] else 1)
    return {check["invariant"] for check in told["checks"] if check["violations"]}


def test_a_busy_shop_passes(busy_shop: Order, capsys: pytest.CaptureFixture[str]) -> None:
    assert violated(capsys) == set()
    assert audit.run(argparse.Namespace(json=False, no_files=True)) == 0
    assert "WRONG" not in capsys.readouterr().out


def right(order: Order) -> Entitlement:
    return Entitlement.objects.get(source_id=str(order.lines.get().pk))


def lose_a_right(order: Order) -> None:
    Entitlement.objects.filter(pk=right(order).pk).delete()


def give_for_nothing(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(state=Order.State.PENDING, paid_at=None)


def grant_without_reason(order: Order) -> None:
    Entitlement.objects.create(revision=right(order).revision, source_kind="grant", source_id="x")


def take_another_sum(order: Order) -> None:
    Payment.objects.filter(order=order).update(currency="JPY")


def refund_too_much(order: Order) -> None:
    kept = order.payments.filter(refunds=None).get()
    for _ in range(2):
        Refund.objects.create(payment=kept, amount=200, reason="by hand")


def sell_twice(order: Order) -> None:
    other = an_order(Listing.objects.get(price=300))
    payment = a_payment(other)
    settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment))
    Entitlement.objects.filter(source_id=str(other.lines.get().pk)).update(holder=order.buyer)


def forget_a_transfer(order: Order) -> None:
    with unlocked_ledger():
        LedgerEntry.objects.filter(kind="sale").first().delete()


def invent_a_transfer(order: Order) -> None:
    LedgerEntry.objects.create(
        from_account="provider:sandbox",
        to_account="author:me",
        amount=1,
        currency="CNY",
        kind="sale",
        reference="x",
    )


def drop_the_guard(order: Order) -> None:
    with connection.cursor() as cursor:
        on = " ON sales_ledgerentry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER ledger_refuses_update{on}")


def sell_what_is_infected(order: Order) -> None:
    Blob.objects.update(scan=Blob.Scan.INFECTED)


def forget_to_ask(order: Order) -> None:
    a_payment(an_order(Listing.objects.get(price=300)))
    Payment.objects.filter(state="started").update(ask_again_at=now() - timedelta(days=1))


def give_up_a_refund(order: Order) -> None:
    Refund.objects.update(state=Refund.State.DEAD, problem="refused")


def call_it_clean(order: Order) -> None:
    Blob.objects.update(scan=Blob.Scan.CLEAN)


def change_a_file(order: Order) -> None:
    name = right(order).revision.blob.storage_name
    size = storages["blobs"].size(name)
    with storages["blobs"].open(name, "r+b") as file:
        file.write(b"X")
    assert storages["blobs"].size(name) == size


@pytest.mark.parametrize(
    ("harm", "number"),
    [
        (lose_a_right, 1),
        (give_for_nothing, 2),
        (grant_without_reason, 2),
        (take_another_sum, 4),
        (refund_too_much, 9),
        (sell_twice, 11),
        (forget_a_transfer, 12),
        (invent_a_transfer, 12),
        (drop_the_guard, 12),
        (sell_what_is_infected, 15),
        (forget_to_ask, 17),
        (give_up_a_refund, 17),
        (call_it_clean, 20),
        (change_a_file, 18),
    ],
)
def test_what_must_never_be_is_found(
    busy_shop: Order,
    capsys: pytest.CaptureFixture[str],
    harm: Callable[[Order], None],
    number: int,
) -> None:
    name = right(busy_shop).revision.blob.storage_name
    harm(busy_shop)
    assert number in violated(capsys)
    storages["blobs"].delete(name)
