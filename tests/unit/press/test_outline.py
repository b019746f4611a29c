"""The outline: what people would put into a table of contents, and rather nothing than noise."""

import io
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from pptx import Presentation
from pptx.util import Emu, Pt

from tests.factories import files
from wenfang.press import Heading, PressResult, press_document
from wenfang.press.answers import checked_outline, distrust
from wenfang.press.errors import OurFaultError
from wenfang.press.outline import (
    MOST_HEADINGS,
    TITLE_LENGTH,
    clean_title,
    from_bookmarks,
    from_slides,
    numbered_headings,
)

BODY = "为了规范公共图书室的管理，方便群众借阅图书，各单位应当按照本办法的要求做好各项工作，"


def a_page(*lines: str) -> str:
    """Lines with full lines of text below each."""
    return "\n".join(f"{line}\n{BODY}\n{BODY}。" for line in lines)


def pressed(content: bytes, folder: Path, name: str) -> PressResult:
    source = folder / name
    source.write_bytes(content)
    return press_document(source, folder / "out", last=0)


def saved(thing: object) -> bytes:
    buffer = io.BytesIO()
    thing.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def test_heading_styles_of_word_become_the_outline(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("总则", level=1)
    document.add_heading("目的\u00ad与\u200b范围", level=2)
    document.add_page_break()
    document.add_heading("附则（试行）", level=1)
    outline = pressed(saved(document), tmp_path, "a.docx").outline
    assert outline == [
        Heading(1, "总则", 1),
        Heading(2, "目的与 范围", 1),
        Heading(1, "附则（试行）", 2),
    ]


def test_slides_are_called_by_their_titles_or_their_strongest_line(tmp_path: Path) -> None:
    deck = Presentation()
    titled = deck.slides.add_slide(deck.slide_layouts[5])
    titled.shapes.title.text = "第一讲 导论"
    drawn = deck.slides.add_slide(deck.slide_layouts[6])
    for top, size, words in ((0.4, 40, "课程结构"), (2.5, 18, "一些说明\n另一些说明\n更多")):
        box = drawn.shapes.add_textbox(Emu(914400), Emu(int(914400 * top)), Emu(6858000), Emu(9144))
        box.text_frame.text = words
        for paragraph in box.text_frame.paragraphs:
            paragraph.font.size = Pt(size)
    deck.slides.add_slide(deck.slide_layouts[6])
    outline = pressed(saved(deck), tmp_path, "a.pptx").outline
    assert outline == [Heading(1, "第一讲 导论", 1), Heading(1, "课程结构", 2)]


def test_sheets_are_called_by_their_names_when_they_have_some(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(files.an_xlsx(["x"])))
    book.active.title = "工资汇总"
    book.create_sheet("Sheet2")["A1"] = "y"
    assert pressed(saved(book), tmp_path, "a.xlsx").outline == [Heading(1, "工资汇总", 1)]


def test_bookmarks_of_a_pdf_keep_their_depth_and_never_lead_out(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(files.a_pdf(["one", "two", "three"])))
    with pdf.open_outline() as outline:
        chapter = pikepdf.OutlineItem("Chapter", 0)
        chapter.children.append(pikepdf.OutlineItem("Section", 2))
        outline.root.extend([chapter, pikepdf.OutlineItem("Last", 1)])
    lost = pdf.make_indirect(pikepdf.Dictionary(Title="Elsewhere", Parent=pdf.Root.Outlines))
    pdf.Root.Outlines.Last.Next = lost
    pdf.Root.Outlines.Last = lost
    assert pressed(saved(pdf), tmp_path, "a.pdf").outline == [
        Heading(1, "Chapter", 1),
        Heading(2, "Section", 3),
        Heading(1, "Last", 2),
    ]


def test_bookmarks_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(files.a_pdf(["one"])))
    with pdf.open_outline() as outline:
        outline.root.extend([pikepdf.OutlineItem(f"Mark {number}", 0) for number in range(3)])
    pdf.Root.Outlines.Last.Next = pdf.Root.Outlines.First
    pdf.Root.Outlines.Last.First = pdf.Root.Outlines.First
    assert len(pressed(saved(pdf), tmp_path, "a.pdf").outline) <= MOST_HEADINGS


def test_chinese_numbers_are_recognised_where_nothing_else_tells(tmp_path: Path) -> None:
    document = Document()
    for chapter in ("第一章 总 则", "第二章 借阅", "第三章 附则"):
        document.add_paragraph(chapter)
        document.add_paragraph(BODY * 3)
    assert pressed(saved(document), tmp_path, "a.docx").outline == [
        Heading(1, "第一章 总 则", 1),
        Heading(1, "第二章 借阅", 1),
        Heading(1, "第三章 附则", 1),
    ]


def test_numbers_nest_as_they_do_in_chinese_papers() -> None:
    texts = [
        a_page("一、总体要求", "（一）指导思想", "（二）基本原则"),
        a_page("二、主要任务", "（一）加强领导", "1. 建立机制", "2. 落实责任", "3. 检查督促"),
    ]
    assert [(one.level, one.title, one.page) for one in numbered_headings(texts)] == [
        (1, "一、总体要求", 1),
        (2, "（一）指导思想", 1),
        (2, "（二）基本原则", 1),
        (1, "二、主要任务", 2),
        (2, "（一）加强领导", 2),
        (3, "1. 建立机制", 2),
        (3, "2. 落实责任", 2),
        (3, "3. 检查督促", 2),
    ]


def test_decimal_numbers_nest() -> None:
    texts = [a_page("1 引言", "1.1 背景", "1.2 现状"), a_page("2 方法", "2.1 数据", "2.1.1 来源")]
    levels = [(one.level, one.title) for one in numbered_headings(texts)]
    assert levels[:3] == [(1, "1 引言"), (2, "1.1 背景"), (2, "1.2 现状")]
    assert levels[3:] == [(1, "2 方法"), (2, "2.1 数据"), (3, "2.1.1 来源")]


def test_a_heading_that_runs_into_its_paragraph_ends_at_the_full_stop() -> None:
    texts = [a_page(f"（一）提高认识。{BODY}", f"（二）落实责任。{BODY}")]
    assert [one.title for one in numbered_headings(texts)] == ["（一）提高认识", "（二）落实责任"]


def test_a_table_of_contents_is_not_taken_for_the_headings_themselves() -> None:
    chapters = ["第一章 总则", "第二章 借阅", "第三章 附则"]
    with_leaders = "\n".join(f"{chapter}..........{page}" for page, chapter in enumerate(chapters))
    for contents in (with_leaders, "\n".join(chapters).replace("总则", "总 则")):
        texts = [contents, *map(a_page, chapters)]
        assert [one.page for one in numbered_headings(texts)] == [2, 3, 4]
    assert [one.page for one in numbered_headings(texts[:1])] == [1, 1, 1], "it looks like headings"


@pytest.mark.parametrize(
    "lines",
    [
        ["1. 下列说法正确的是（  ）", "2. 计算 3+5=", "3. 什么是进程？", "4. 填空：____"],
        ["1. 苹果\n2. 梨\n3. 桃\n4. 李"],
        ["A. 正确", "B. 错误", "C. 无法判断"],
        ["（3）第三种", "（7）第七种"],
        [
            "第一章介绍了管理办法的背景并说明了各单位应当如何按照要求做好各项工作以及检查的方法和步骤"
        ],
        ["3. 三", "1. 一", "7. 七"],
    ],
)
def test_questions_lists_and_sentences_are_no_headings(lines: list[str]) -> None:
    assert numbered_headings([a_page(*lines)]) == []


def test_sections_of_an_exam_are_headings_and_its_questions_are_not() -> None:
    exam = a_page(
        "一、选择题（每小题 2 分，共 40 分", "1. 数组", "2. 指针", "3. 函数", "二、填空题"
    )
    assert [one.title for one in numbered_headings([exam])] == ["一、选择题", "二、填空题"]


def test_names_that_programs_give_by_themselves_are_no_titles() -> None:
    marks = [Heading(1, name, page) for page, name in enumerate(("Sheet1", "汇总", "Slide 3"), 1)]
    assert from_bookmarks(marks) == [Heading(1, "汇总", 2)]
    assert from_slides([Heading(1, "Slide 1", 1)], {1: "{"}) == []
    assert from_slides([Heading(1, "A title (2)", 1)], {}) == [Heading(1, "A title", 1)]


def test_titles_are_one_line_without_what_cannot_be_seen() -> None:
    assert clean_title("第\u00ad一\u202e章\x00\n总则　") == "第一 章 总则"
    assert len(clean_title("长" * 5000)) == TITLE_LENGTH


@pytest.mark.parametrize("heading", [[0, "x", 1], [7, "x", 1], [1, "x", 4], [1, 5, 1], [1, "x"]])
def test_an_outline_that_makes_no_sense_is_not_believed(heading: list[object]) -> None:
    with distrust():
        assert checked_outline([[6, "x", 3]], 3) == [Heading(6, "x", 3)]
    with pytest.raises(OurFaultError), distrust():
        checked_outline([heading], 3)


def test_an_endless_outline_is_cut() -> None:
    assert len(checked_outline([[1, "x", 1]] * (MOST_HEADINGS + 5), 1)) == MOST_HEADINGS
