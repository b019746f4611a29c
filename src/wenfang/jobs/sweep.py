"""Finds unfinished rows that nobody holds and wakes their job; returns how many it woke."""

from collections.abc import Iterable

from django.db import transaction

from wenfang.documents.actions import wake_other_fonts as fonts
from wenfang.documents.actions import wake_revisions as revisions
from wenfang.documents.actions import wake_scans as scans
from wenfang.notify.queries import overdue_mails
from wenfang.queue.enqueue import enqueue
from wenfang.sales.actions import expire_orders as expire
from wenfang.sales.queries import overdue_notices, overdue_payments, overdue_refunds

MOST_AT_ONCE = 100


def _wake(job: str, argument: str, ids: Iterable[str]) -> int:
    woken = list(ids)
    with transaction.atomic(durable=True):
        for row_id in woken:
            enqueue(job, **{argument: row_id})
    return len(woken)


def wake_mails() -> int:
    ids = overdue_mails().values_list("pk", flat=True)[:MOST_AT_ONCE]
    return _wake("send_mail", "mail_id", ids)


def wake_revisions() -> int:
    return revisions.wake_revisions()


def wake_other_fonts() -> int:
    return fonts.wake_other_fonts()


def wake_scans() -> int:
    return scans.wake_scans()


def wake_notices() -> int:
    ids = overdue_notices().values_list("pk", flat=True)[:MOST_AT_ONCE]
    return _wake("handle_notice", "notice_id", ids)


def wake_payments() -> int:
    ids = overdue_payments().values_list("pk", flat=True)[:MOST_AT_ONCE]
    return _wake("ask_provider", "payment_id", ids)


def wake_refunds() -> int:
    ids = overdue_refunds().values_list("pk", flat=True)[:MOST_AT_ONCE]
    return _wake("request_refund", "refund_id", ids)


def expire_orders() -> int:
    return expire.expire_orders()
