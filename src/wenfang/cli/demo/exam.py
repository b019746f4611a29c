"""Examination papers: questions with formulas, options in columns, answers at the end."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm

from wenfang.cli.demo.blocks import Block, parse
from wenfang.cli.demo.formulas import display_formula
from wenfang.cli.demo.word import (
    BOTH,
    CENTER,
    Look,
    Page,
    add_table,
    new_document,
    page_numbers,
    running_head,
    save,
    write,
)

_STYLES = {
    "Normal": Look("宋体", 10.5, align=BOTH, multiple=1.4),
    "Title": Look("宋体", 16, align=CENTER, multiple=1.3, after=2),
    "Heading 1": Look("黑体", 20, align=CENTER, multiple=1.3, after=6, keep_with_next=True),
    "Heading 2": Look(
        "黑体", 10.5, multiple=1.4, before=8, after=2, keep_with_next=True, align=BOTH
    ),
    "Subtitle": Look("楷体", 10.5, align=CENTER, multiple=1.4, after=4),
    "List Paragraph": Look("宋体", 10.5, align=BOTH, multiple=1.4, left=2),
}
_STYLE_OF = {
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "@note": "Subtitle",
    "@option": "List Paragraph",
}
_CELL = Look("宋体", 10.5, align=CENTER, before=3, after=3)
_TEXT_WIDTH = 16.4
_SHORT = 14
_POINTS = "………"
_ANSWERS = "参考答案与评分标准"


def build_exam(text: str) -> bytes:
    """A4 paper with a score table, room to write, and every formula as a formula."""
    blocks = parse(text)
    document = new_document(Page(left=2.3, right=2.3, top=2.4, bottom=2.2), _STYLES)
    answers: list[Block] = []
    for block in blocks:
        if block.kind == "@answers":
            answers.append(block)
            continue
        if answers:
            _add_grid(document, [answer.text.split() for answer in answers])
            answers = []
        _add(document, block)
    title = next(block.text for block in blocks if block.kind == "h1")
    running_head(document, f"{title}　数学", font="宋体", size=9)
    page_numbers(document, font="宋体", size=9, around="第 {} 页")
    return save(document)


def _add(document: WordDocument, block: Block) -> None:
    match block.kind:
        case "@options":
            _add_options(document, [option.strip() for option in block.text.split(" | ")])
        case "@score":
            names = block.text.split()
            _add_grid(document, [names, ["得分", *[""] * (len(names) - 1)]])
        case "@space":
            for _ in range(int(block.text)):
                document.add_paragraph()
        case "formula":
            target = document.add_paragraph()
            target._p.append(display_formula(block.text))
        case _:
            _add_line(document, block)


def _add_line(document: WordDocument, block: Block) -> None:
    """Points stand at the right edge behind a dotted line; parts of an answer are indented."""
    target = document.add_paragraph(style=_STYLE_OF.get(block.kind, "Normal"))
    target.paragraph_format.page_break_before = block.text == _ANSWERS
    if block.kind == "p" and not block.text[0].isdigit():
        target.paragraph_format.left_indent = Cm(0.74)
    if _POINTS in block.text:
        target.paragraph_format.tab_stops.add_tab_stop(
            Cm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
    write(target, block.text.replace(_POINTS, "\t"))


def _add_options(document: WordDocument, options: list[str]) -> None:
    """Four in a line when they are short, two otherwise."""
    longest = max(len(option.replace("\\frac", "").replace("\\sqrt", "")) for option in options)
    columns = 4 if longest <= _SHORT else 2
    for start in range(0, len(options), columns):
        target = document.add_paragraph(style="List Paragraph")
        for place in range(1, columns):
            stop = 0.74 + place * (_TEXT_WIDTH - 0.74) / columns
            target.paragraph_format.tab_stops.add_tab_stop(Cm(stop))
        for place, option in enumerate(options[start : start + columns]):
            tab = "\t" if place else ""
            write(target, f"{tab}{'ABCD'[start + place]}．{option}")


def _add_grid(document: WordDocument, rows: list[list[str]]) -> None:
    width = _TEXT_WIDTH / len(rows[0])
    add_table(document, rows, [width] * len(rows[0]), look=_CELL)
