"""The operators' pages: who may see them, mail with its links, and what needs a person."""

import pytest
from django.db import transaction

from tests.factories.documents import a_published_listing
from wenfang.notify.models import OutgoingMail
from wenfang.notify.steps.write_mail import write_mail
from wenfang.trust.actions.send_report import send_report
from wenfang.trust.queries import open_reports
from wenfang.web.operate.letters import linked


def a_mail(**changes):
    with transaction.atomic():
        return write_mail(
            **{
                "recipient": "guest@example.org",
                "subject": "可以下载了",
                "body": "下载：http://127.0.0.1:8000/orders/open/abc:1:x_y-z\n\n请保存",
                "kind": "order_paid",
            }
            | changes
        )


@pytest.mark.parametrize("path", ["/operate/", "/operate/mail", "/operate/mail/x"])
def test_the_pages_do_not_exist_for_anybody_else(client, path, db, buyer, moderator):
    assert client.get(path).headers["Location"].startswith("/accounts/login/")
    for person in (buyer, moderator):
        client.force_login(person)
        assert client.get(path).status_code == 404


def test_operators_read_mail_and_follow_its_links(client, operator):
    letter = a_mail()
    client.force_login(operator)
    assert letter.subject in client.get("/operate/mail").content.decode()

    page = client.get(f"/operate/mail/{letter.pk}").content.decode()
    assert '<a href="http://127.0.0.1:8000/orders/open/abc:1:x_y-z">' in page


def test_markup_in_a_mail_stays_text(client, operator):
    letter = a_mail(body="<script>alert(1)</script> http://x.example/<b>")
    client.force_login(operator)
    page = client.get(f"/operate/mail/{letter.pk}").content.decode()
    assert "<script>alert" not in page and "<b>" not in page


def test_a_link_ends_where_chinese_punctuation_begins():
    parts = [(part.text, part.is_link) for part in linked("见http://a.example/x。谢谢")]
    assert parts == [("见", False), ("http://a.example/x", True), ("。谢谢", False)]


def test_a_mail_that_was_given_up_is_counted_where_a_person_looks(client, operator):
    client.force_login(operator)
    assert not any(f.count for f in client.get("/operate/").context["dead"])

    OutgoingMail.objects.filter(pk=a_mail().pk).update(state="dead")
    assert [f.count for f in client.get("/operate/").context["dead"]] == [1, 0, 0, 0]


def test_documents_are_counted_by_what_they_are(client, operator, author):
    a_published_listing(author)
    client.force_login(operator)
    figures = {f.label: f.count for f in client.get("/operate/").context["documents"]}
    assert figures["在售"] == 1 and figures["草稿"] == 0


def test_an_operator_closes_a_report_and_others_cannot(client, operator, author, buyer):
    document = a_published_listing(author).document
    report = send_report(document=document, kind="other", text="看看", reporter=None)
    address = f"/operate/reports/{report.pk}/close"
    client.force_login(buyer)
    assert client.post(address).status_code == 404
    assert open_reports().exists()

    client.force_login(operator)
    assert "看看" in client.get("/operate/").content.decode()
    client.post(address)
    assert not open_reports().exists()
