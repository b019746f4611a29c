"""What an author sees of fidelity and headings: the report, the doubts, the table of contents."""

import pytest
from django.test import Client

from tests.app.web_studio.test_studio_documents import TEXTS, words
from tests.factories.documents import a_category, a_written_revision, with_content
from wenfang.catalogue.models import Listing
from wenfang.documents.models import Document
from wenfang.press import Fidelity, FontUse, Heading
from wenfang.press.fidelity import DOUBTS

OUTLINE = [Heading(1, "总则", 1), Heading(2, "鹧鸪", 9)]


@pytest.fixture
def studio(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def shelf(db):
    return a_category("reports")


@pytest.fixture
def doubtful(author) -> Document:
    fonts = [FontUse("方正小标宋简体", "Noto Serif CJK SC", True)]
    told = Fidelity(pages=17, recorded_pages=60, fonts=fonts, doubts=["page_count_far"])
    return with_content(a_written_revision(author, TEXTS), fidelity=told).document


def test_the_report_stands_under_the_preview(studio, doubtful):
    page = studio.get(f"/studio/d/{doubtful.pk}").content.decode()
    assert "方正小标宋简体 → Noto Serif CJK SC" in page


def test_doubts_are_told_and_asked_about_before_anything_is_pressed(studio, doubtful):
    page = studio.get(f"/studio/d/{doubtful.pk}").content.decode()
    assert DOUBTS["page_count_far"].zh in page
    assert 'name="confirm"' in page


def test_a_doubtful_preview_is_published_once_its_author_has_looked(studio, doubtful, shelf):
    asked = studio.post(f"/studio/d/{doubtful.pk}/publish", words(shelf, title="改过的标题"))
    assert asked.status_code == 409
    page = asked.content.decode()
    assert 'role="alert"' in page
    assert "改过的标题" in page
    assert not Listing.objects.filter(state="published").exists()

    studio.post(f"/studio/d/{doubtful.pk}/publish", words(shelf, confirm="1"))
    assert Listing.objects.filter(state="published").exists()
    assert 'name="confirm"' not in studio.get(f"/studio/d/{doubtful.pk}").content.decode()


def test_saving_needs_no_confirmation(studio, doubtful, shelf):
    studio.post(f"/studio/d/{doubtful.pk}", words(shelf, title="先存着"))
    doubtful.refresh_from_db()
    assert doubtful.title == "先存着"


def test_where_nothing_is_doubted_nothing_is_asked(studio, author):
    document = with_content(a_written_revision(author, TEXTS)).document
    assert 'name="confirm"' not in studio.get(f"/studio/d/{document.pk}").content.decode()


def test_an_author_sees_every_heading_and_releases_the_table_of_contents(studio, author, shelf):
    document = with_content(a_written_revision(author, TEXTS), outline=OUTLINE).document
    assert "鹧鸪" in studio.get(f"/studio/d/{document.pk}").content.decode()
    studio.post(f"/studio/d/{document.pk}/publish", words(shelf))
    assert "鹧鸪" not in Client().get(f"/d/{document.pk}").content.decode()

    for ticked, released in (({"releases_outline": "on"}, True), ({}, False)):
        studio.post(f"/studio/d/{document.pk}", words(shelf, **ticked))
        document.refresh_from_db()
        assert document.releases_outline is released


def test_a_document_without_headings_is_not_asked_about_them(studio, author, shelf):
    document = a_written_revision(author, TEXTS).document
    assert "releases_outline" not in studio.get(f"/studio/d/{document.pk}").content.decode()
    studio.post(f"/studio/d/{document.pk}", words(shelf, releases_outline="on"))
    document.refresh_from_db()
    assert document.releases_outline is False
