"""Uploading in the studio: with and without a script, and what is told about refused files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.files import a_pdf, a_renamed_program
from wenfang.documents.models import Document

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def studio(client, author):
    client.force_login(author)
    return client


def a_part(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_without_a_script_two_files_become_two_documents(studio):
    files = [a_part(a_pdf(["one"]), "one.pdf"), a_part(a_pdf(["two"]), "two.pdf")]
    answer = studio.post("/studio/upload", {"file": files})

    assert answer.headers["Location"] == "/studio/"
    assert Document.objects.count() == 2


def test_a_single_file_leads_to_its_document(studio):
    answer = studio.post("/studio/upload", {"file": a_part(a_pdf(["one"]), "one.pdf")})
    document = Document.objects.get()
    assert answer.headers["Location"] == f"/studio/d/{document.pk}"


def test_a_script_gets_the_row_of_its_document_which_asks_on(studio):
    answer = studio.post(
        "/studio/upload", {"file": a_part(a_pdf(["one"]), "one.pdf")}, headers=SCRIPT
    )

    row = answer.content.decode()
    assert answer.status_code == 201
    assert "data-upload-row" in row
    assert f'hx-get="/studio/d/{Document.objects.get().pk}/state?row"' in row


def test_a_script_is_told_why_a_file_is_refused(studio):
    part = a_part(a_renamed_program(), "report.docx")
    answer = studio.post("/studio/upload", {"file": part}, headers=SCRIPT)

    assert answer.status_code == 422
    assert "report.docx" in answer.content.decode()
    assert "不是本站支持的文档类型" in answer.content.decode()
    assert not Document.objects.exists()


def test_one_bad_file_does_not_keep_a_good_one_out(studio):
    files = [a_part(b"", "empty.docx"), a_part(a_pdf(["two"]), "two.pdf")]
    answer = studio.post("/studio/upload", {"file": files}, follow=True)

    assert Document.objects.count() == 1
    assert "empty.docx" in answer.content.decode()


def test_the_refusal_speaks_english_to_who_reads_english(studio):
    studio.cookies["wenfang_language"] = "en"
    part = a_part(b"", "empty.docx")
    answer = studio.post("/studio/upload", {"file": part}, headers=SCRIPT)
    assert "There is nothing in this file" in answer.content.decode()


def test_an_own_duplicate_points_to_the_document_that_exists(studio):
    content = a_pdf(["same"])
    for name in ("first.pdf", "second.pdf"):
        studio.post("/studio/upload", {"file": a_part(content, name)})
    first, second = Document.objects.order_by("created_at")

    page = studio.get(f"/studio/d/{second.pk}").content.decode()
    assert "完全相同" in page
    assert f"/studio/d/{first.pk}" in page
    assert "完全相同" not in studio.get(f"/studio/d/{first.pk}").content.decode()


def test_a_further_revision_carries_its_note(studio):
    studio.post("/studio/upload", {"file": a_part(a_pdf(["one"]), "one.pdf")})
    document = Document.objects.get()

    studio.post(
        f"/studio/d/{document.pk}/revisions",
        {"file": a_part(a_pdf(["two"]), "two.pdf"), "change_note": "更正第一页"},
    )

    assert [r.change_note for r in document.revisions.order_by("number")] == ["", "更正第一页"]


def test_nobody_adds_a_revision_to_somebody_elses_document(studio, client, buyer):
    studio.post("/studio/upload", {"file": a_part(a_pdf(["one"]), "one.pdf")})
    document = Document.objects.get()
    client.force_login(buyer)

    part = a_part(a_pdf(["two"]), "two.pdf")
    answer = client.post(f"/studio/d/{document.pk}/revisions", {"file": part})

    assert answer.status_code == 404
    assert document.revisions.count() == 1


def test_guests_are_led_to_the_sign_in_page(client, db):
    answer = client.post("/studio/upload", {"file": a_part(a_pdf(["one"]), "one.pdf")})
    assert answer.headers["Location"].startswith("/accounts/login/")
    assert not Document.objects.exists()


def test_who_had_to_sign_in_on_the_way_is_led_to_the_studio(studio):
    assert studio.get("/studio/upload").headers["Location"] == "/studio/"
