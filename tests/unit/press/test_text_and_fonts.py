"""Small decisions of the press: encodings, titles, stand-ins for fonts."""

from pathlib import Path

import pytest

from tests.factories import files
from wenfang.press import press_document, probe, render_pages
from wenfang.press.reading.charset import decode
from wenfang.press.reading.fit import fit_to_width
from wenfang.press.reading.names import sensible_title
from wenfang.press.typefaces import stand_ins, style_of

INSTALLED = {"Noto Serif CJK SC", "Noto Sans CJK SC", "Liberation Sans", "Carlito"}
SENTENCE = "关于进一步加强公共图书室建设的通知，各单位应当认真执行。"
TRADITIONAL = "關於進一步加強公共圖書室建設的通知，各單位應當認真執行。"


@pytest.mark.parametrize(
    ("encoding", "text", "guessed"),
    [
        ("utf-8", SENTENCE, False),
        ("utf-8-sig", SENTENCE, False),
        ("utf-16", SENTENCE, False),
        ("gb18030", SENTENCE, True),
        ("big5", TRADITIONAL, True),
    ],
)
def test_chinese_text_is_read_in_the_encodings_it_comes_in(
    encoding: str, text: str, guessed: bool
) -> None:
    assert decode(text.encode(encoding)) == (text, guessed)


@pytest.mark.parametrize(
    ("recorded", "proposed"),
    [
        ("关于春节放假的通知", "关于春节放假的通知"),
        ("Microsoft Word - 文档1.doc", ""),
        ("PowerPoint 演示文稿", ""),
        ("untitled", ""),
        ("C:\\Users\\me\\a.doc", ""),
        ("－1－", ""),
        ("锟斤拷\ufffd\ufffd", ""),
    ],
)
def test_titles_that_a_program_made_up_are_not_proposed(recorded: str, proposed: str) -> None:
    assert sensible_title(recorded) == proposed


@pytest.mark.parametrize(
    ("family", "style"),
    [
        ("仿宋_GB2312", "fang"),
        ("方正小标宋简体", "song"),
        ("微软雅黑", "hei"),
        ("KaiTi_GB2312", "kai"),
        ("Century Gothic", "sans"),
        ("从没见过的字体", "song"),
        ("Wingdings 2", None),
    ],
)
def test_a_family_is_judged_by_the_style_in_its_name(family: str, style: str | None) -> None:
    assert style_of(family) == style


def test_only_missing_families_get_an_installed_stand_in() -> None:
    found = stand_ins(["仿宋", "Calibri", "Noto Sans CJK SC", "Symbol", "Cambria"], INSTALLED)
    assert {item.asked: item.used for item in found} == {
        "仿宋": "Noto Serif CJK SC",
        "Calibri": "Carlito",
    }


def test_this_machine_can_press_everything() -> None:
    assert probe() == []


def test_more_pages_are_drawn_from_the_same_pdf_and_progress_counts_them(tmp_path: Path) -> None:
    source = tmp_path / "four.pdf"
    source.write_bytes(files.a_pdf(["one", "two", "three", "four"]))
    steps: list[tuple[str, int, int]] = []
    result = press_document(
        source, tmp_path / "out", last=2, widths=(300,), progress=lambda *step: steps.append(step)
    )
    assert [image.page for image in result.images] == [1, 2]
    assert [step for step in steps if step[0] == "rasterise"] == [
        ("rasterise", 1, 2),
        ("rasterise", 2, 2),
    ]
    more = render_pages(result.pdf, tmp_path / "more", first=3, last=9, widths=(300,)).images
    assert [(image.page, image.file) for image in more] == [
        (3, "p0003-w300.webp"),
        (4, "p0004-w300.webp"),
    ]


SHEET = b'<worksheet xmlns="m"><dimension ref="A1:P90"/><sheetData/>%b</worksheet>'


def test_a_sheet_somewhat_wider_than_a_page_is_fitted_to_its_width() -> None:
    fitted = fit_to_width(SHEET % b"")
    assert b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' in fitted
    assert b'fitToHeight="0"' in fitted


@pytest.mark.parametrize(
    "decision",
    [b'<pageSetup scale="60"/>', b'<rowBreaks count="1"/>', b'<pageSetup fitToWidth="2"/>'],
)
def test_what_the_author_decided_about_pages_stays(decision: bytes) -> None:
    assert fit_to_width(SHEET % decision) == SHEET % decision


def test_a_narrow_sheet_stays_as_it_is() -> None:
    narrow = (SHEET % b"").replace(b"A1:P90", b"A1:C90")
    assert fit_to_width(narrow) == narrow


def test_no_image_is_drawn_when_no_page_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "two.pdf").write_bytes(files.a_pdf(["one", "two"]))
    result = press_document(tmp_path / "two.pdf", tmp_path / "out", last=0)
    assert (result.pages, result.images, result.text) == (2, [], ["one", "two"])
    assert [path.name for path in (tmp_path / "out").iterdir()] == [result.pdf.name]
