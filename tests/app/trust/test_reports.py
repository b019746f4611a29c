"""Reports: stored with a number, mailed to the operators in the same breath, closed by them."""

import pytest

from tests.factories.documents import a_published_listing
from wenfang.notify.models import OutgoingMail
from wenfang.trust.actions.close_report import close_report
from wenfang.trust.actions.send_report import send_report
from wenfang.trust.errors import ReportAddressMissingError, ReportTextMissingError
from wenfang.trust.kinds import KIND_LABELS
from wenfang.trust.models import Report
from wenfang.trust.queries import open_reports
from wenfang.trust.rules import KINDS


@pytest.fixture
def document(author):
    return a_published_listing(author).document


def test_a_report_is_stored_and_mailed_to_every_operator(document, operator, moderator, buyer):
    report = send_report(document=document, kind="mismatch", text="第 3 页不符", reporter=buyer)

    assert list(open_reports()) == [report]
    mail = OutgoingMail.objects.get()
    assert mail.recipient == operator.email
    assert report.number in mail.subject
    assert "第 3 页不符" in mail.body and buyer.email in mail.body


def test_an_empty_report_is_refused_and_nobody_is_mailed(document, operator):
    with pytest.raises(ReportTextMissingError):
        send_report(document=document, kind="other", text="  ", reporter=None)

    assert not Report.objects.exists() and not OutgoingMail.objects.exists()


def test_a_copyright_report_needs_an_address_to_answer_to(document):
    with pytest.raises(ReportAddressMissingError):
        send_report(document=document, kind="copyright", text="我的书", reporter=None)

    send_report(
        document=document, kind="copyright", text="我的书", reporter=None, email="o@example.org"
    )


def test_a_report_is_closed_once(document):
    report = send_report(document=document, kind="other", text="x", reporter=None)

    assert close_report(report=report) is True
    assert close_report(report=report) is False
    assert not open_reports().exists()


def test_a_guest_reports_on_the_page_and_sees_the_number(client, document, operator):
    page = f"/d/{document.pk}/report"
    answer = client.post(page, {"kind": "quality", "text": "打不开"}, follow=True)

    report = Report.objects.get()
    assert report.number in answer.content.decode()
    assert report.reporter is None


def test_what_is_missing_is_told_beside_its_field(client, document):
    answer = client.post(f"/d/{document.pk}/report", {"kind": "copyright", "text": "我的书"})

    assert answer.status_code == 422
    assert "版权反馈需要留下邮箱" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_document_that_is_not_public_cannot_be_reported(client, author):
    from tests.factories.documents import a_written_revision

    draft = a_written_revision(author).document
    assert client.get(f"/d/{draft.pk}/report").status_code == 404


def test_the_page_of_a_sent_report_shows_nothing_that_is_not_a_number(client, document):
    answer = client.get(f"/d/{document.pk}/report?sent=<b>hello</b>")
    assert "<b>hello" not in answer.content.decode()
    assert 'name="text"' in answer.content.decode()


def test_the_page_of_a_purchase_leads_to_the_kind_that_it_is_about(client, document):
    asked = client.get(f"/d/{document.pk}/report?kind=mismatch").content.decode()
    assert asked.count("checked") == 1
    assert client.get(f"/d/{document.pk}/report").content.decode().count("checked") == 0


def test_every_kind_of_report_has_words():
    assert tuple(KIND_LABELS) == KINDS
