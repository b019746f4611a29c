"""Paid means downloadable: exactly the sold bytes, from any offset, while the right is open."""

import base64
import hashlib
import time
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from tests.factories.sales import a_listing, an_order
from wenfang.accounts.models import User
from wenfang.delivery.access import entitlement_of
from wenfang.delivery.links import signed_download
from wenfang.delivery.models import Download, Entitlement
from wenfang.delivery.queries import entitlement_for, entitlements_of, finished_downloads
from wenfang.delivery.steps.close_entitlement import close_entitlements
from wenfang.delivery.steps.grant import grant
from wenfang.edge.crowding import MOST_AT_ONCE
from wenfang.kernel.errors import NotFoundError

CONTENT = bytes(range(256)) * 3000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
ETAG = f'"{SHA256}"'
SIZE = len(CONTENT)


@pytest.fixture
def entitlement(author: User, buyer: User) -> Entitlement:
    """The buyer's right to a file of 768,000 bytes."""
    an_order(a_listing(author, price=0, content=CONTENT), buyer)
    return Entitlement.objects.get()


def fetched(entitlement: Entitlement, method: str = "get", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(Client(), method)(signed_download(entitlement), headers=named)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_whole_file_is_what_was_sold(entitlement: Entitlement) -> None:
    answer = fetched(entitlement)
    assert answer.status_code == 200
    assert hashlib.sha256(body(answer)).hexdigest() == SHA256
    digest = base64.b64encode(bytes.fromhex(SHA256)).decode()
    name = quote("关于阅览室的讲话.docx")
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=\"document.docx\"; filename*=UTF-8''{name}"
    )
    assert {
        "ETag": ETAG,
        "Content-Length": str(SIZE),
        "Accept-Ranges": "bytes",
        "Repr-Digest": f"sha-256=:{digest}:",
        "Content-Type": "application/octet-stream",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-store",
    }.items() <= answer.headers.items()
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("offset", [0, 1, 65_536, 131_072, SIZE - 1])
def test_a_download_is_resumed_at_any_offset(entitlement: Entitlement, offset: int) -> None:
    answer = fetched(entitlement, Range=f"bytes={offset}-", If_Range=ETAG)
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes {offset}-{SIZE - 1}/{SIZE}"
    rest = body(answer)
    assert answer.headers["Content-Length"] == str(len(rest))
    assert hashlib.sha256(CONTENT[:offset] + rest).hexdigest() == SHA256


def test_the_end_alone_can_be_asked_for(entitlement: Entitlement) -> None:
    assert body(fetched(entitlement, Range="bytes=-5")) == CONTENT[-5:]


@pytest.mark.parametrize("if_range", ['"another"', "Sun, 22 Nov 2026 22:33:30 GMT", f"W/{ETAG}"])
def test_bytes_of_another_file_are_not_continued(entitlement: Entitlement, if_range: str) -> None:
    answer = fetched(entitlement, Range="bytes=5-", If_Range=if_range)
    assert answer.status_code == 200
    assert len(body(answer)) == SIZE


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=9-1", "pages=1-2"])
def test_ranges_we_do_not_serve_are_answered_with_everything(
    entitlement: Entitlement, asked: str
) -> None:
    answer = fetched(entitlement, Range=asked)
    assert answer.status_code == 200
    assert len(body(answer)) == SIZE


def test_a_range_behind_the_end_is_refused_with_the_size(entitlement: Entitlement) -> None:
    answer = fetched(entitlement, Range=f"bytes={SIZE}-")
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{SIZE}"
    assert not Download.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_head_says_the_same_without_the_bytes(entitlement: Entitlement) -> None:
    head, get = fetched(entitlement, "head"), fetched(entitlement)
    for name in ("ETag", "Content-Length", "Content-Disposition", "Repr-Digest"):
        assert head.headers[name] == get.headers[name]
    assert head.content == b""
    get.close()
    assert Download.objects.count() == 1


def test_who_has_it_already_is_not_sent_it_again(entitlement: Entitlement) -> None:
    answer = fetched(entitlement, If_None_Match=ETAG)
    assert answer.status_code == 304
    assert answer.headers["ETag"] == ETAG
    assert not Download.objects.exists()


def test_other_methods_are_refused(entitlement: Entitlement) -> None:
    assert fetched(entitlement, "post").status_code == 405


def test_a_right_that_was_closed_ends_every_link(entitlement: Entitlement) -> None:
    path = signed_download(entitlement)
    close_entitlements(
        source_kind=entitlement.source_kind, source_id=entitlement.source_id, reason="refund"
    )
    for headers in ({}, {"Range": "bytes=5-"}, {"If-None-Match": ETAG}):
        assert Client().get(path, headers=headers).status_code == 403
    assert Client().head(path).status_code == 403


def test_a_link_runs_out_after_two_days_and_not_after_one(
    entitlement: Entitlement, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = signed_download(entitlement)
    signed_at = time.time()
    for hours, status in ((0, 200), (25, 200), (47, 200), (49, 410)):
        monkeypatch.setattr(time, "time", lambda: signed_at + hours * 3600)  # noqa: B023
        assert Client().head(path).status_code == status


def test_a_link_that_we_did_not_make_leads_nowhere(entitlement: Entitlement) -> None:
    token = signed_download(entitlement).rpartition("/")[2]
    flipped = token[:-1] + ("A" if token[-1] != "A" else "B")
    forged = (entitlement.pk, flipped, token.replace(entitlement.pk, "a" * 26))
    for other in forged:
        assert Client().get(f"/library/download/{other}").status_code == 404


def test_the_file_that_is_not_there_is_our_fault(author: User, buyer: User) -> None:
    for number, harm in enumerate(("gone", "cut")):
        content = f"soon {harm}".encode() * 50
        order = an_order(a_listing(author, price=0, content=content), buyer)
        held = Entitlement.objects.get(source_id=str(order.lines.get().pk))
        name = held.revision.blob.storage_name
        storages["blobs"].delete(name)
        if harm == "cut":
            storages["blobs"].save(name, ContentFile(content[:-1]))
        assert fetched(held).status_code == 503, number


@pytest.mark.django_db(transaction=True)
def test_it_is_noted_how_far_each_transfer_came(entitlement: Entitlement) -> None:
    document_id = entitlement.revision.document_id
    answer = fetched(entitlement)
    pieces = iter(answer.streaming_content)
    got = len(next(pieces)) + len(next(pieces))
    answer.close()
    broken = Download.objects.get()
    assert (broken.bytes_sent, broken.last_byte) == (got, SIZE - 1)
    assert broken.finished_at is not None
    assert finished_downloads(document_id) == 0
    rest = fetched(entitlement, Range=f"bytes={got}-")
    assert len(body(rest)) == SIZE - got
    rest.close()
    assert finished_downloads(document_id) == 1
    again = fetched(entitlement)
    body(again)
    again.close()
    assert Download.objects.count() == 3
    assert finished_downloads(document_id) == 1


def test_granting_twice_grants_once_and_never_reopens(entitlement: Entitlement) -> None:
    source = {"source_kind": entitlement.source_kind, "source_id": entitlement.source_id}
    close_entitlements(**source, reason="refund")
    again = grant(revision=entitlement.revision, holder=entitlement.holder, email="", **source)
    assert again == entitlement
    assert not again.is_open
    assert Entitlement.objects.count() == 1


def test_a_members_shelf_holds_what_is_open_and_theirs(
    entitlement: Entitlement, buyer: User, operator: User
) -> None:
    assert list(entitlements_of(buyer)) == [entitlement]
    assert entitlement_for(buyer, entitlement.revision) == entitlement
    assert entitlement_of(entitlement.pk, buyer) == entitlement
    assert not entitlements_of(operator).exists()
    assert entitlement_for(operator, entitlement.revision) is None
    assert entitlement_for(None, entitlement.revision) is None
    with pytest.raises(NotFoundError):
        entitlement_of(entitlement.pk, operator)
    close_entitlements(
        source_kind=entitlement.source_kind, source_id=entitlement.source_id, reason="refund"
    )
    assert not entitlements_of(buyer).exists()


def test_one_address_cannot_keep_the_whole_server_busy_with_downloads(
    entitlement: Entitlement,
) -> None:
    unread = [fetched(entitlement) for _ in range(MOST_AT_ONCE)]
    refused = fetched(entitlement)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "5"
    assert Client(REMOTE_ADDR="203.0.113.9").get(signed_download(entitlement)).status_code == 200

    body(unread[0])
    assert fetched(entitlement).status_code == 200
