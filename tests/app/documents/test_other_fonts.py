"""An operator drops a font into the folder: documents that asked for it are pressed again."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import storages
from docx import Document as WordFile
from docx.oxml.ns import qn
from pytest_django import Settings

from tests.factories.documents import a_pressed_revision
from tests.factories.fonts import a_font
from wenfang.accounts.models import User
from wenfang.documents.actions.wake_other_fonts import wake_other_fonts
from wenfang.documents.models import PageImage, Revision
from wenfang.documents.queries import preview_pages
from wenfang.jobs.press_again import press_again

pytestmark = pytest.mark.django_db(transaction=True)
FAMILY = "方正某宋简体"


def a_docx_in(family: str) -> bytes:
    document = WordFile()
    run = document.add_paragraph().add_run("图书室每天开放。")
    run.font.name = family
    run._element.rPr.rFonts.set(qn("w:eastAsia"), family)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.fixture
def fonts(settings: Settings, tmp_path: Path) -> Path:
    settings.WENFANG_FONTS = tmp_path / "fonts"
    return tmp_path / "fonts"


def used_for(revision: Revision) -> str:
    revision.refresh_from_db()
    return next(use["used"] for use in revision.fonts if use["asked"] == FAMILY)


def test_a_document_that_asked_for_the_new_font_gets_new_pages(author: User, fonts: Path) -> None:
    revision = a_pressed_revision(author, a_docx_in(FAMILY), "一.docx")
    (before,) = preview_pages(revision)
    assert used_for(revision) != FAMILY
    a_font(fonts, "Some Song", FAMILY)

    assert wake_other_fonts() == 1
    assert wake_other_fonts() == 0, "it is woken once, not at every look"
    press_again(revision.pk)

    assert used_for(revision) == FAMILY
    assert revision.state == Revision.State.READY
    (after,) = preview_pages(revision)
    assert set(after.images.values()).isdisjoint(before.images.values())
    assert not PageImage.objects.filter(key__in=before.images.values()).exists()
    press_again(revision.pk)
    assert preview_pages(revision) == [after], "its pages are made with these fonts already"


def test_a_document_that_never_named_the_font_keeps_its_pages(author: User, fonts: Path) -> None:
    revision = a_pressed_revision(author, a_docx_in("Liberation Serif"), "一.docx")
    a_font(fonts, "Some Song", FAMILY)

    assert wake_other_fonts() == 0
    before = preview_pages(revision)
    press_again(revision.pk)
    assert preview_pages(revision) == before


def test_pages_stay_when_the_new_ones_cannot_be_made(author: User, fonts: Path) -> None:
    revision = a_pressed_revision(author, a_docx_in(FAMILY), "一.docx")
    before = preview_pages(revision)
    a_font(fonts, "Some Song", FAMILY)
    Path(storages["blobs"].path(revision.blob.storage_name)).write_bytes(
        b"PK\x03\x04 what a disk fault leaves"
    )

    assert wake_other_fonts() == 1
    press_again(revision.pk)

    revision.refresh_from_db()
    assert revision.state == Revision.State.READY
    assert preview_pages(revision) == before
    assert wake_other_fonts() == 0
