"""The library: a member's documents, and how guests find theirs again."""

from tests.factories.sales import TEXT, a_listing, an_order
from wenfang.notify.models import OutgoingMail
from wenfang.sales.guest_links import guest_path

GUEST = "guest@example.org"


def letters():
    return OutgoingMail.objects.filter(kind="guest_links")


def test_what_was_bought_is_on_the_shelf_and_downloads_byte_for_byte(client, author, buyer):
    an_order(a_listing(author, price=0), buyer)
    client.force_login(buyer)
    (book,) = client.get("/library/").context["books"]

    answer = client.get(book.download_url)
    assert b"".join(answer.streaming_content) == TEXT


def test_an_empty_shelf_says_what_will_be_there(client, buyer):
    client.force_login(buyer)
    assert "文库还是空的" in client.get("/library/").content.decode()


def test_another_members_shelf_is_not_mine(client, author, buyer, moderator):
    an_order(a_listing(author, price=0), buyer)
    client.force_login(moderator)
    assert client.get("/library/").context["books"] == []


def test_a_guest_has_the_links_mailed_again(client, author):
    order = an_order(a_listing(author, price=0), email=GUEST)
    client.post("/library/find", {"email": " Guest@Example.org "})

    letter = letters().get()
    assert letter.recipient == GUEST
    assert guest_path(order.pk) in letter.body


def test_an_address_that_never_bought_gets_the_same_answer_and_no_mail(client, author):
    an_order(a_listing(author, price=0), email=GUEST)
    known = client.post("/library/find", {"email": GUEST}, follow=True).content
    unknown = client.post("/library/find", {"email": "other@example.org"}, follow=True).content

    assert "链接已经寄出" in known.decode()
    assert "链接已经寄出" in unknown.decode()
    assert letters().count() == 1


def test_orders_of_members_are_not_mailed_to_who_asks_as_a_guest(client, author, buyer):
    an_order(a_listing(author, price=0), buyer)
    client.post("/library/find", {"email": buyer.email})
    assert not letters().exists()
