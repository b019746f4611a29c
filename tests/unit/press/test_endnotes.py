"""Endnotes of Word files stand below the text, as in Word, and keep their numbers."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from wenfang.press import press_document
from wenfang.press.reading.word_rules import READ_FIRST, WordRules
from wenfang.press.reading.xml import parse

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOTE = "<w:p><w:r><w:endnoteRef/></w:r><w:r><w:t>出处</w:t></w:r></w:p>"
DECIMAL = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
OWN_MARK = '<w:p><w:r><w:endnoteReference w:customMarkFollows="1" w:id="7"/></w:r></w:p>'
CITED = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:endnoteReference w:id="7"/></w:r></w:p>'


def part(root: str, inside: str) -> bytes:
    return f'<w:{root} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{root}>'.encode()


def endnotes(inside: str, note_id: str = "7") -> bytes:
    return part("endnotes", f'<w:endnote w:id="{note_id}">{inside}</w:endnote>')


def paragraphs(notes: bytes, *, settings: str = "", text: str = CITED) -> list[str]:
    """The text of each paragraph of the body after the rules."""
    rules = WordRules()
    rules.applied("word/settings.xml", part("settings", settings))
    rules.applied("word/endnotes.xml", notes)
    document = part("document", f"<w:body>{text}<w:sectPr/></w:body>")
    root = parse(rules.applied("word/document.xml", document))
    return ["".join(map(str, one.itertext())) for one in root.iter(f"{{{W}}}p")]


@pytest.mark.parametrize(("settings", "number"), [("", "i"), (DECIMAL, "1")])
def test_endnotes_follow_the_text_under_a_line_with_words_own_numbers(
    settings: str, number: str
) -> None:
    ruled = paragraphs(endnotes(NOTE), settings=settings)
    assert ruled == [f"正文{number}", "", f"{number}出处"]


def test_a_note_that_is_cited_twice_or_ninth_is_numbered_as_word_does() -> None:
    ruled = paragraphs(endnotes(NOTE), text=CITED * 9)
    assert [ruled[0], ruled[3], ruled[8]] == ["正文i", "正文iv", "正文ix"]


@pytest.mark.parametrize(
    ("notes", "settings", "text"),
    [
        (endnotes(NOTE.replace("<w:t>", '<w:t r:id="rId1">')), "", CITED),
        (endnotes(NOTE, "8"), "", CITED),
        (endnotes(NOTE).replace(W.encode(), b"urn:strict"), "", CITED),
        (endnotes(NOTE), DECIMAL.replace("decimal", "chicago"), CITED),
        (endnotes(NOTE), DECIMAL.replace("numFmt", "pos").replace("decimal", "sectEnd"), CITED),
        (endnotes(NOTE), "", OWN_MARK),
        (endnotes(NOTE), "", "<w:p/>"),
    ],
)
def test_endnotes_that_cannot_be_moved_safely_stay(notes: bytes, settings: str, text: str) -> None:
    assert len(paragraphs(notes, settings=settings, text=text)) == 1


def with_endnote(path: Path, note: str) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    notes = Part(
        PackURI("/word/endnotes.xml"),
        CONTENT_TYPE.WML_ENDNOTES,
        endnotes(note),
        document.part.package,
    )
    document.part.relate_to(notes, RELATIONSHIP_TYPE.ENDNOTES)
    run = document.paragraphs[0].add_run()._r
    etree.SubElement(run, f"{{{W}}}endnoteReference").set(f"{{{W}}}id", "7")
    document.save(str(path))


@pytest.mark.parametrize(
    ("note", "pages"), [(NOTE, 1), (NOTE.replace("<w:p>", '<w:p r:id="x">'), 2)]
)
def test_a_short_text_with_an_endnote_is_one_page(tmp_path: Path, note: str, pages: int) -> None:
    source = tmp_path / "note.docx"
    with_endnote(source, note)
    # python-docx writes the notes after the text that cites them; they must be read before it.
    assert zipfile.ZipFile(source).namelist().index("word/endnotes.xml") > 0
    assert READ_FIRST[-1] == "word/endnotes.xml"
    pressed = press_document(source, tmp_path / "out", last=0)
    assert pressed.pages == pages
    assert "出处" in "".join(pressed.text)
