"""The page of an order: it turns to paid by itself, and its address stays between us."""

from datetime import timedelta

from tests.factories.sales import an_order
from wenfang.kernel.clock import now
from wenfang.notify.models import OutgoingMail
from wenfang.sales.actions.request_refund import request_refund
from wenfang.sales.guest_links import guest_path
from wenfang.web.templatetags.wenfang import file_size

GUEST = "guest@example.org"


def test_the_page_asks_until_the_order_is_paid(client, listing, pay):
    order = an_order(listing, email=GUEST)
    state = f"/orders/{order.pk}/state"
    waiting = client.get(state)
    assert "hx-trigger" in waiting.content.decode() and "HX-Refresh" not in waiting.headers

    pay(order)
    paid = client.get(state)
    assert paid.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in paid.content.decode()


def test_without_a_script_the_waiting_page_reloads_and_the_paid_one_does_not(client, listing, pay):
    order = an_order(listing, email=GUEST)
    assert 'http-equiv="refresh"' in client.get(f"/orders/{order.pk}").content.decode()

    pay(order)
    assert 'http-equiv="refresh"' not in client.get(f"/orders/{order.pk}").content.decode()


def test_a_paid_order_offers_the_file_with_its_size_and_checksum(client, listing, pay):
    order = pay(an_order(listing, email=GUEST))
    answer = client.get(f"/orders/{order.pk}")
    page = answer.content.decode()

    assert listing.revision.blob.sha256 in page
    assert file_size(listing.revision.blob.size) in page
    assert client.get(answer.context["download_url"]).status_code == 200


def test_the_address_of_a_guests_order_goes_into_no_referrer_and_no_index(client, listing, buyer):
    guests = client.get(f"/orders/{an_order(listing, email=GUEST).pk}")
    assert guests.headers["Referrer-Policy"] == "no-referrer"
    assert guests.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in guests.headers["Cache-Control"]

    client.force_login(buyer)
    members = client.get(f"/orders/{an_order(listing, buyer).pk}")
    assert members.headers["Referrer-Policy"] == "same-origin"


def test_a_members_order_is_not_there_for_others(client, listing, buyer, author):
    order = an_order(listing, buyer)
    for path in ("", "/state"):
        assert client.get(f"/orders/{order.pk}{path}").status_code == 404
    for path in ("/pay", "/cancel"):
        assert client.post(f"/orders/{order.pk}{path}").status_code == 404
    client.force_login(author)
    assert client.get(f"/orders/{order.pk}").status_code == 404

    client.force_login(buyer)
    assert client.get(f"/orders/{order.pk}").status_code == 200


def test_the_link_in_the_mail_opens_the_guests_order(client, listing, pay):
    order = pay(an_order(listing, email=GUEST))
    mail = OutgoingMail.objects.get(recipient=GUEST)
    path = guest_path(order.pk)
    assert path in mail.body

    answer = client.get(path, follow=True)
    assert answer.redirect_chain[-1][0] == f"/orders/{order.pk}"
    assert client.get(path[:-3] + "xyz").status_code == 404


def test_a_pending_order_is_cancelled_and_a_paid_one_is_not(client, listing, pay):
    order = an_order(listing, email=GUEST)
    client.post(f"/orders/{order.pk}/cancel")
    assert "订单已取消" in client.get(f"/orders/{order.pk}").content.decode()

    paid = pay(an_order(listing, email=GUEST))
    client.post(f"/orders/{paid.pk}/cancel")
    paid.refresh_from_db()
    assert paid.state == "paid"


def test_guests_pay_and_cancel_although_their_browser_hides_where_the_form_was(listing):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    order = an_order(listing, email=GUEST)
    answer = strict.post(f"/orders/{order.pk}/cancel", headers={"Origin": "null"})
    assert answer.status_code == 302


def test_an_order_that_ran_out_offers_another_one(client, listing):
    order = an_order(listing, email=GUEST)
    order.state, order.expires_at = "expired", now() - timedelta(minutes=1)
    order.save()
    page = client.get(f"/orders/{order.pk}").content.decode()
    assert "订单已过期" in page
    assert f"/orders/new?document={listing.pk}" in page


def test_a_refunded_order_says_so_and_downloads_no_more(client, listing, pay):
    order = pay(an_order(listing, email=GUEST))
    request_refund(order=order, reason="内容与标题不符")
    answer = client.get(f"/orders/{order.pk}")
    assert "已退款" in answer.content.decode() and "内容与标题不符" in answer.content.decode()
    assert "/library/download/" not in answer.content.decode()
