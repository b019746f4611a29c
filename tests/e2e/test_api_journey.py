"""The main job over the API: publish, read the free pages, pay, download."""

import hashlib

import pytest

from tests.e2e.clients import Client
from tests.factories.files import a_file
from tests.site import Site

pytestmark = pytest.mark.site

PAGES = ["page one", "page two", "page three", "page four"]


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx", "pdf"])
def test_a_guest_buys_what_an_author_published_and_gets_the_same_bytes(
    site: Site, kind: str
) -> None:
    data = a_file(kind, [f"{kind} {text}" for text in PAGES])
    digest = hashlib.sha256(data).hexdigest()
    author = Client(site.url, site.token("author@example.org"))
    document = author.published(data, f"样例.{kind}", title=f"样例 {kind}", price=350, free_pages=2)
    assert document["state"] == "published"
    assert document["format"] == kind
    assert document["pages"] == len(PAGES)
    assert document["sha256"] == digest

    guest = Client(site.url)
    seen = guest.get(f"/documents/{document['id']}")
    assert seen.get("sha256") is None
    assert [page["number"] for page in seen["preview"]["pages"]] == [1, 2]
    for page in seen["preview"]["pages"]:
        image = guest.http.get(page["image"])
        assert image.headers["content-type"] == "image/webp"

    order = guest.ordered(document["id"], email="guest@example.org")
    assert (order["state"], order["amount"], order["currency"]) == ("pending", 350, "CNY")
    assert order["download"] is None
    guest.pay(order, "fail")
    assert guest.get(f"/orders/{order['id']}")["state"] == "pending"
    guest.pay(order)
    paid = guest.paid(order)
    assert hashlib.sha256(guest.download(paid)).hexdigest() == digest
    assert author.get(f"/documents/{document['id']}")["id"] == document["id"]


def test_a_free_document_is_paid_at_once(site: Site) -> None:
    data = a_file("pdf", ["free one", "free two"])
    author = Client(site.url, site.token("author@example.org"))
    document = author.published(data, "free.pdf", title="Free", free_pages=9)
    assert document["preview"]["free_pages"] == 2
    order = Client(site.url).ordered(document["id"])
    assert (order["state"], order["pay_url"]) == ("paid", None)
    assert Client(site.url).download(order) == data


def test_a_members_order_is_nobody_elses(site: Site) -> None:
    author = Client(site.url, site.token("author@example.org"))
    document = author.published(a_file("pdf", ["one", "two"]), "m.pdf", title="M", price=100)
    member = Client(site.url, site.token("member@example.org"))
    order = member.ordered(document["id"])
    for other in (Client(site.url), Client(site.url, site.token("other@example.org"))):
        answer = other.http.get(f"/api/v1/orders/{order['id']}")
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "not_found"
    assert member.get(f"/orders/{order['id']}")["state"] == "pending"
