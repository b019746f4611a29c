"""Confirming a purchase: who is asked what, and that two presses are one order."""

import pytest

from wenfang.delivery.models import Entitlement
from wenfang.sales.actions.place_order import place_order
from wenfang.sales.models import Order

GUEST = "guest@example.org"
KEY = "k" * 26


def test_the_confirm_page_says_what_you_get_for_how_much(client, listing):
    page = client.get(f"/orders/new?document={listing.pk}").content.decode()
    assert listing.document.title in page
    assert "¥3" in page and "全部 17 页" in page


def test_a_guest_gets_a_free_document_at_once(client, free_listing):
    answer = client.post(
        "/orders/new", {"document": free_listing.pk, "email": GUEST, "key": KEY}, follow=True
    )

    order = Order.objects.get()
    assert (order.state, order.email) == ("paid", GUEST)
    assert "/library/download/" in answer.content.decode()


def test_pressing_twice_makes_one_order(client, free_listing):
    form = {"document": free_listing.pk, "email": GUEST, "key": KEY}
    first = client.post("/orders/new", form)
    second = client.post("/orders/new", form)

    assert first.headers["Location"] == second.headers["Location"]
    assert Order.objects.count() == 1

    client.post("/orders/new", form | {"key": "x" * 26})
    assert Order.objects.count() == 2


@pytest.mark.parametrize("email", ["", "nobody", "a@b"])
def test_a_guest_without_a_usable_address_is_asked_again(client, free_listing, email):
    form = {"document": free_listing.pk, "email": email, "key": KEY}
    answer = client.post("/orders/new", form)

    assert answer.status_code == 422
    assert KEY in answer.content.decode()
    assert not Order.objects.exists()


def test_when_the_provider_does_not_answer_the_order_is_kept_and_the_page_says_so(client, listing):
    form = {"document": listing.pk, "email": GUEST, "key": KEY}
    answer = client.post("/orders/new", form, follow=True)

    order = Order.objects.get()
    assert answer.redirect_chain[-1][0] == f"/orders/{order.pk}"
    assert "没有响应" in answer.content.decode()
    assert order.state == "pending"


def test_a_member_is_not_asked_for_an_address(client, free_listing, buyer):
    client.force_login(buyer)
    assert (
        'name="email"' not in client.get(f"/orders/new?document={free_listing.pk}").content.decode()
    )

    client.post("/orders/new", {"document": free_listing.pk, "key": KEY})
    assert Entitlement.objects.get().holder == buyer


def test_who_has_it_already_is_led_to_the_library(client, free_listing, buyer):
    client.force_login(buyer)
    place_order(document_id=free_listing.pk, buyer=buyer)

    answer = client.post("/orders/new", {"document": free_listing.pk, "key": KEY})
    assert answer.headers["Location"] == "/library/"
    assert Order.objects.count() == 1


def test_authors_do_not_buy_from_themselves(client, listing, author):
    client.force_login(author)
    answer = client.get(f"/orders/new?document={listing.pk}")
    assert answer.headers["Location"] == f"/studio/d/{listing.pk}"


def test_what_is_not_on_sale_cannot_be_ordered(client, listing):
    listing.state = "withdrawn"
    listing.save()
    assert client.get(f"/orders/new?document={listing.pk}").status_code == 404
    assert client.get("/orders/new").status_code == 404
