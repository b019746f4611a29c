"""Fidelity: what is counted in the file and on its pages, what raises doubt, what people read."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from tests.factories import files
from wenfang.press import Fidelity, FontUse, PressResult, press_document
from wenfang.press.answers import findings
from wenfang.press.errors import OurFaultError
from wenfang.press.family import Findings
from wenfang.press.fidelity import DOUBTS, DROPPED, report_lines
from wenfang.press.judging import Tally, judge, program_name
from wenfang.press.reading.survey import survey_odf, survey_ooxml
from wenfang.press.survey import Survey

APP = "docProps/app.xml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
SENTENCE = "关于进一步加强公共图书室建设的通知，各单位应当认真执行。"


def app(program: str, **numbers: int) -> str:
    told = "".join(f"<{name}>{number}</{name}>" for name, number in numbers.items())
    return (
        f'<Properties xmlns="{PROPERTIES}"><Application>{program}</Application>{told}</Properties>'
    )


def with_parts(package: bytes, parts: Mapping[str, str]) -> bytes:
    """The package with these parts in place of its own."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, parts.get(entry.filename, old.read(entry)))
    return result.getvalue()


def part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def pressed(content: bytes, folder: Path, name: str) -> PressResult:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return press_document(folder / name, folder / "out", last=0)


def report(fidelity: Fidelity) -> tuple[str, str]:
    lines = report_lines(fidelity)
    return " ".join(line.en for line in lines), "".join(line.zh for line in lines)


def judged(texts: list[str], *, blank: bool = False, **found: object) -> Fidelity:
    tally = Tally()
    for text in texts:
        tally.add(text, is_blank=blank)
    return judge(
        Findings(format="docx", clean="clean.docx", **found),  # type: ignore[arg-type]
        [],
        pages=len(texts),
        tally=tally,
        fonts_on_pages=[],
        was_converted=True,
    )


def test_a_document_that_came_out_well_says_so_in_both_languages(tmp_path: Path) -> None:
    document = files.a_docx([SENTENCE, SENTENCE])
    content = with_parts(document, {APP: app("WPS Office_12.1.0.26375_F1E327BC", Pages=2)})
    fidelity = pressed(content, tmp_path, "a.docx").fidelity
    assert (fidelity.pages, fidelity.recorded_pages, fidelity.program) == (2, 2, "WPS")
    assert fidelity.source_characters == fidelity.page_characters == 2 * len(SENTENCE) + 8
    assert fidelity.doubts == []
    en, zh = report(fidelity)
    assert en.startswith("2 pages, as in WPS. No text is missing")
    assert zh.startswith("2 页，与 WPS 记录的页数一致。按字数核对，没有文字缺失。")


def test_text_that_is_deleted_hidden_or_told_twice_is_not_missed(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("看得见")
    document.add_paragraph().add_run("藏起来").font.hidden = True
    moved = document.add_paragraph("搬走了")
    away = etree.SubElement(moved._p, qn("w:moveFrom"))
    away.append(moved.runs[0]._r)
    buffer = io.BytesIO()
    document.save(buffer)
    fidelity = pressed(buffer.getvalue(), tmp_path, "a.docx").fidelity
    assert (
        len("".join(re.findall("<w:t>([^<]*)", part(buffer.getvalue(), "word/document.xml")))) == 9
    )
    assert fidelity.source_characters == 3
    survey = Survey()
    twice = (
        "<w:r><w:t>a</w:t></w:r><mc:Fallback><w:r><w:t>a</w:t></w:r></mc:Fallback><w:t>&amp;</w:t>"
    )
    survey_ooxml(survey, "word/document.xml", twice.encode())
    assert survey.characters == 2


def test_text_that_reaches_no_page_is_noticed(tmp_path: Path) -> None:
    document = files.a_docx([SENTENCE])
    lost = f"<w:p><w:r><w:t>{SENTENCE * 9}</w:t></w:r></w:p>"
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    unknown = (
        f'<mc:AlternateContent xmlns:mc="{markup}"><mc:Choice xmlns:zz="urn:nobody" Requires="zz">'
        f"{lost}</mc:Choice></mc:AlternateContent>"
    )
    body = part(document, "word/document.xml")
    for addition, doubts in ((unknown, ["text_lost"]), (lost, [])):
        changed = body.replace("<w:sectPr", f"{addition}<w:sectPr", 1)
        content = with_parts(document, {"word/document.xml": changed})
        fidelity = pressed(content, tmp_path, "a.docx").fidelity
        assert fidelity.doubts == doubts
    assert (
        "of the text is on no page" in report(judged(["x" * 50], survey=Survey(characters=150)))[0]
    )


def test_effects_and_films_of_a_deck_are_counted(tmp_path: Path) -> None:
    deck = files.a_pptx(["第一讲", "第二讲"])
    slide = part(deck, "ppt/slides/slide1.xml")
    timing = (
        "<p:transition><p:fade/></p:transition><p:timing><p:tnLst><p:par>"
        '<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:par><p:cTn id="2" presetID="1" presetClass="entr" presetSubtype="0" fill="hold"/>'
        '</p:par><p:par><p:cTn id="3" presetID="1" presetClass="exit" presetSubtype="0"/></p:par>'
        "</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )
    still = pressed(deck, tmp_path / "still", "a.pptx").fidelity
    moving = with_parts(
        deck, {"ppt/slides/slide1.xml": slide.replace("</p:sld>", f"{timing}</p:sld>")}
    )
    fidelity = pressed(moving, tmp_path / "moving", "a.pptx").fidelity
    assert (still.effects, fidelity.effects) == (0, 3)
    assert "3 animation effects and transitions are not shown." in report(fidelity)[0]
    survey = Survey()
    survey_ooxml(survey, "ppt/slides/slide1.xml", b'<p:nvPr><a:videoFile r:link="rId1"/></p:nvPr>')
    assert survey.media == 1


def test_opendocument_counts_what_is_shown_and_what_moves() -> None:
    survey = Survey()
    content = (
        '<style:style style:name="dp1"><style:drawing-page-properties smil:type="fade"/>'
        '</style:style><draw:page draw:style-name="dp1"><text:p>看得<text:span>见</text:span>'
        "<office:annotation><text:p>批注</text:p></office:annotation></text:p>"
        "<presentation:notes><text:p>备注</text:p></presentation:notes>"
        '<anim:par presentation:preset-class="entrance"/></draw:page>'
    )
    survey_odf(survey, "content.xml", content.encode())
    survey_odf(survey, "meta.xml", b"<meta:generator>LibreOffice/7.3</meta:generator>")
    assert (survey.characters, survey.effects) == (3, 2)
    assert program_name(survey.program) == "LibreOffice"


@pytest.mark.parametrize(
    ("pages", "recorded", "text", "doubts"),
    [
        (1, 1, SENTENCE, []),
        (1, 40, SENTENCE, ["page_count_far"]),
        (1, 3, SENTENCE, []),
        (9, 2, SENTENCE, ["page_count_far"]),
        (9, 1, SENTENCE, []),
        (9, 2, SENTENCE * 40, []),
        (9, None, SENTENCE, []),
    ],
)
def test_page_counts_far_apart_raise_doubt_unless_the_record_is_out_of_date(
    pages: int, recorded: int | None, text: str, doubts: list[str]
) -> None:
    fidelity = judged([text] * pages, recorded_pages=recorded)
    assert fidelity.doubts == doubts
    stale = recorded is not None and pages > 2 * recorded and not doubts
    assert ("out of date" in report(fidelity)[0]) == stale
    assert ("过时" in report(fidelity)[1]) == stale


def test_blank_pages_raise_doubt(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(files.a_pdf(["one", "two", "three", "four", "five"])))
    for written, doubts in ((5, []), (3, []), (2, ["blank_pages"]), (0, ["blank_pages"])):
        for page in list(pdf.pages)[written:]:
            page.Contents = pdf.make_stream(b"")
        changed = io.BytesIO()
        pdf.save(changed)
        assert pressed(changed.getvalue(), tmp_path, "a.pdf").fidelity.doubts == doubts
    for page in pdf.pages:
        page.Contents = pdf.make_stream(b"0 0 100 100 re f")
    changed = io.BytesIO()
    pdf.save(changed)
    assert pressed(changed.getvalue(), tmp_path, "a.pdf").fidelity.doubts == [], "drawings count"
    assert judged([""], blank=True, survey=Survey(characters=0)).doubts == [], "an empty file is so"


def test_characters_that_no_font_has_raise_doubt(tmp_path: Path) -> None:
    for text, doubts in (("\ue123" * 60, ["boxes"]), ("\uf0b7" * 60, []), (SENTENCE, [])):
        assert pressed(text.encode(), tmp_path, "a.txt").fidelity.doubts == doubts


def test_a_pdf_is_its_own_preview(tmp_path: Path) -> None:
    result = pressed(files.a_pdf(["one"]), tmp_path, "a.pdf")
    assert result.fonts == [FontUse("Helvetica", "Helvetica", False)]
    assert report(result.fidelity) == ("1 page.", "共 1 页。")


def test_substituted_fonts_are_named_and_only_those_on_the_pages(tmp_path: Path) -> None:
    document = Document()
    run = document.add_paragraph().add_run(SENTENCE)
    run.font.name = "Arial"
    run._r.rPr.rFonts.set(qn("w:eastAsia"), "方正小标宋简体")
    document.styles["Title"].font.name = "Courier New"
    buffer = io.BytesIO()
    document.save(buffer)
    result = pressed(buffer.getvalue(), tmp_path, "a.docx")
    asked = {use.asked: use for use in result.fidelity.fonts if use.substituted}
    assert "方正小标宋简体" in asked
    assert "Courier New" not in asked
    assert "Courier New" in {use.asked for use in result.fonts}, "the file names it all the same"
    assert "方正小标宋简体" in report(result.fidelity)[1]


def test_stand_ins_of_the_same_widths_are_not_worth_a_sentence() -> None:
    same = FontUse("Calibri", "Carlito", True)
    other = FontUse("方正小标宋简体", "Noto Serif CJK SC", True)
    assert "substituted" not in report(Fidelity(pages=1, fonts=[same]))[0]
    en, zh = report(Fidelity(pages=1, fonts=[same, other, FontUse("A", "A", False)]))
    assert en == "1 page. 1 font substituted: 方正小标宋简体 → Noto Serif CJK SC."
    assert zh == "共 1 页。替换了 1 种字体：方正小标宋简体 → Noto Serif CJK SC。"
    many = [FontUse(f"字体{number}", f"Noto {number % 5}", True) for number in range(25)]
    en, zh = report(Fidelity(pages=1, fonts=many))
    assert "25 fonts substituted" in en
    assert len(zh) < 120


def test_everything_that_is_dropped_has_its_sentence() -> None:
    found = dict.fromkeys([*DROPPED, "nonsense"], 2) | {"media": 0}
    fidelity = judged(["x"], dropped=found, survey=Survey(media=1))
    assert fidelity.dropped == dict.fromkeys(DROPPED, 2) | {"media": 1}
    assert len(report_lines(fidelity)) == 1 + len(DROPPED)
    everything = Fidelity(pages=2, dropped=fidelity.dropped, effects=1, doubts=list(DOUBTS))
    for line in [*report_lines(everything), *DOUBTS.values()]:
        assert line.en.endswith(".")
        assert line.zh.endswith("。")
        assert not re.search(r"[{}]", line.en + line.zh)


@pytest.mark.parametrize(
    "nonsense", [{"characters": -1}, {"effects": "9"}, {"media": None}, {"program": 1}]
)
def test_a_survey_that_makes_no_sense_is_not_believed(nonsense: dict[str, object]) -> None:
    survey: dict[str, object] = {"characters": None, "effects": 0, "media": 0, "program": "x" * 999}
    answer = {
        "format": "docx",
        "clean": "clean.docx",
        "fonts": [],
        "recorded_pages": None,
        "title": "",
        "warnings": [],
        "locked": False,
        "squeezes": False,
        "dropped": {},
    }
    assert len(findings({**answer, "survey": survey}).survey.program) < 999
    with pytest.raises(OurFaultError):
        findings({**answer, "survey": survey | nonsense})


@pytest.mark.timeout(20)
def test_markup_that_never_closes_is_read_once() -> None:
    """Text that is searched again from every start would take hours at this size."""
    for start in ("<w:t ", "<mc:Fallback ", "<style:style ", "<draw:page ", "<text:p "):
        survey_ooxml(Survey(), "ppt/slides/slide1.xml", start.encode() * 1_000_000)
        survey_odf(Survey(), "content.xml", start.encode() * 1_000_000)
