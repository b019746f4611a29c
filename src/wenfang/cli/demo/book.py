"""Books: a title page, a list of chapters, and chapters that begin on a page of their own."""

from docx.document import Document as WordDocument

from wenfang.cli.demo.blocks import Block, parse
from wenfang.cli.demo.word import (
    BOTH,
    CENTER,
    Look,
    Page,
    new_document,
    page_numbers,
    running_head,
    save,
    set_run_font,
    write,
)

_PAGE = Page(width=14.8, height=21.0, top=2.6, bottom=2.6, left=2.3, right=2.3)
_STYLES = {
    "Normal": Look("宋体", 12, align=BOTH, first_line=2, exact=25),
    "Title": Look("华文中宋", 30, align=CENTER, exact=46, before=150, after=16),
    "Subtitle": Look("楷体", 14, align=CENTER, exact=24, after=150),
    "Heading 1": Look("黑体", 17, align=CENTER, exact=30, before=40, after=26),
    "Body Text": Look("楷体", 13, align=CENTER, exact=25),
}


def build_book(text: str) -> bytes:
    """A5 pages in 宋体, 24 characters in a line, 17 lines on a page."""
    blocks = parse(text)
    title = blocks[0].text
    document = new_document(_PAGE, _STYLES)
    document.sections[0].different_first_page_header_footer = True
    for block in blocks:
        _add(document, block)
        if block.kind == "@author":
            _add_contents(document, [b.text for b in blocks if b.kind == "h2"])
    running_head(document, title, font="楷体", size=9)
    page_numbers(document, font="宋体", size=9)
    return save(document)


def _add(document: WordDocument, block: Block) -> None:
    style = {"h1": "Title", "h2": "Heading 1", "@subtitle": "Subtitle", "@author": "Body Text"}
    target = document.add_paragraph(style=style.get(block.kind, "Normal"))
    target.paragraph_format.page_break_before = block.kind == "h2"
    write(target, block.text)


def _add_contents(document: WordDocument, chapters: list[str]) -> None:
    head = document.add_paragraph(style="Body Text")
    head.paragraph_format.page_break_before = True
    set_run_font(head.add_run("目　　录"), "黑体", 17)
    for chapter in ["", *chapters]:
        write(document.add_paragraph(style="Body Text"), chapter)
