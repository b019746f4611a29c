"""Everyday papers with headings, numbered lines and tables: contracts, minutes, reports."""

from dataclasses import dataclass, replace

from docx.document import Document as WordDocument

from wenfang.cli.demo.blocks import Block, parse
from wenfang.cli.demo.word import (
    BOTH,
    CENTER,
    LEFT,
    RIGHT,
    Look,
    Page,
    add_table,
    new_document,
    page_numbers,
    save,
    write,
)


@dataclass(frozen=True, slots=True)
class House:
    """The look of one kind of paper; widths of table columns in centimetres by their number."""

    styles: dict[str, Look]
    page: Page
    cell: Look
    header: str
    footer: str


_WIDTHS: dict[int, tuple[float, ...]] = {
    2: (3.2, 12.6),
    3: (2.6, 6.6, 6.6),
    4: (4.2, 3.2, 3.8, 4.6),
    5: (2.6, 4.0, 2.6, 3.2, 3.4),
}
_NARROW_FIRST = (1.4, 6.2, 5.4, 2.8)


def _styles(body: Look, heading: Look, title: Look) -> dict[str, Look]:
    plain = Look(body.font, body.size, body.latin, multiple=body.multiple, exact=body.exact)
    return {
        "Normal": body,
        "Title": title,
        "Subtitle": Look("楷体", 14, align=CENTER, multiple=1.3, after=16),
        "Heading 1": heading,
        "Heading 2": Look(
            "楷体", body.size, bold=True, first_line=body.first_line, multiple=1.4, before=4
        ),
        "Body Text": plain,
        "Body Text 2": Look(body.font, body.size, body.latin, align=RIGHT, multiple=1.5),
        "Caption": Look("楷体", 10.5, multiple=1.4, before=8, color="555555"),
    }


_CONTRACT = House(
    styles=_styles(
        Look("宋体", 12, align=BOTH, first_line=2, multiple=1.5),
        Look("黑体", 12, multiple=1.5, before=8, after=2, keep_with_next=True),
        Look("黑体", 24, align=CENTER, multiple=1.2, before=8, after=4),
    ),
    page=Page(),
    cell=Look("宋体", 10.5, align=CENTER, before=3, after=3),
    header="EDEDED",
    footer="第 {} 页",
)
_REPORT = House(
    styles=_styles(
        Look("仿宋", 14, align=BOTH, first_line=2, multiple=1.45),
        Look("黑体", 14, first_line=2, multiple=1.45, before=6, after=2, keep_with_next=True),
        Look("方正小标宋简体", 20, align=CENTER, multiple=1.3, before=6, after=18),
    ),
    page=Page(left=2.7, right=2.5),
    cell=Look("仿宋", 11, align=CENTER, before=2, after=2),
    header="E8EEF4",
    footer="— {} —",
)

_LESSON = House(
    styles=_styles(
        Look("宋体", 11, align=BOTH, first_line=2, multiple=1.4),
        Look("黑体", 12, multiple=1.4, before=8, after=3, keep_with_next=True, color="1F5C4A"),
        Look("黑体", 18, align=CENTER, multiple=1.3, before=4, after=6),
    ),
    page=Page(left=2.2, right=2.2, top=2.2, bottom=2.0),
    cell=Look("宋体", 10.5, align=CENTER, before=2, after=2, multiple=1.2),
    header="DDEDE5",
    footer="{}",
)


def build_contract(text: str) -> bytes:
    """Articles in 宋体 小四 with blanks to fill in and a list of what is handed over."""
    return _build(text, _CONTRACT)


def build_lesson(text: str) -> bytes:
    """A lesson plan in 宋体 五号, most of it in one large table."""
    return _build(text, _LESSON)


def build_report(text: str) -> bytes:
    """A report or minutes in 仿宋 四号 with tables of figures and tasks."""
    return _build(text, _REPORT)


def _build(text: str, house: House) -> bytes:
    document = new_document(house.page, house.styles)
    previous = Block("")
    for block in parse(text):
        if block.kind == "table":
            _add_table(document, block, house, previous)
        elif block.kind not in ("break", "@widths"):
            _add_line(document, block, new_page=previous.kind == "break")
        previous = block
    page_numbers(document, font="宋体", size=10.5, around=house.footer)
    return save(document)


def _add_line(document: WordDocument, block: Block, *, new_page: bool) -> None:
    style = {
        "h1": "Title",
        "h2": "Heading 1",
        "h3": "Heading 2",
        "@subtitle": "Subtitle",
        "@plain": "Body Text",
        "@right": "Body Text 2",
        "@table-next": "Caption",
        "@hint": "Caption",
    }
    target = document.add_paragraph(style=style.get(block.kind, "Normal"))
    target.paragraph_format.page_break_before = True if new_page else None
    write(target, block.text)


def _add_table(document: WordDocument, block: Block, house: House, previous: Block) -> None:
    """A table with its own widths sets its words from the left, as sentences want."""
    first = block.rows[0]
    widths = _NARROW_FIRST if first[0] == "序号" else _WIDTHS[len(first)]
    look = house.cell
    if previous.kind == "@widths":
        widths = tuple(float(width) for width in previous.text.split())
        look = replace(look, align=LEFT)
    add_table(document, block.rows, widths, look=look, header=house.header)
    document.add_paragraph(style="Body Text").paragraph_format.line_spacing = 0.6
