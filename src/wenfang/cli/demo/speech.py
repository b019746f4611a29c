"""Speeches and other papers of offices, set as GB/T 9704 sets them."""

from wenfang.cli.demo.blocks import parse
from wenfang.cli.demo.word import (
    BOTH,
    CENTER,
    Look,
    Page,
    new_document,
    page_numbers,
    save,
    write,
)

_PAGE = Page(top=3.7, bottom=3.5, left=2.8, right=2.6)
_EXACT = 29.0
_BODY = Look("仿宋_GB2312", 16, "仿宋_GB2312", align=BOTH, first_line=2, exact=_EXACT)
_STYLES = {
    "Normal": _BODY,
    "Title": Look("方正小标宋简体", 22, align=CENTER, exact=36, before=30, after=14),
    "Subtitle": Look("楷体_GB2312", 16, "楷体_GB2312", align=CENTER, exact=_EXACT, after=20),
    "Heading 1": Look("黑体", 16, "黑体", first_line=2, exact=_EXACT, keep_with_next=True),
    "Heading 2": Look("楷体_GB2312", 16, "楷体_GB2312", first_line=2, exact=_EXACT, bold=True),
    "Body Text": Look("仿宋_GB2312", 16, "仿宋_GB2312", exact=_EXACT),
}
_STYLE_OF = {
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "@date": "Subtitle",
    "@salute": "Body Text",
}


def build_speech(text: str) -> bytes:
    """A4, 28 characters in a line of 仿宋 三号, titles in 小标宋, numbers as — 1 —."""
    document = new_document(_PAGE, _STYLES)
    for block in parse(text):
        write(document.add_paragraph(style=_STYLE_OF.get(block.kind, "Normal")), block.text)
    page_numbers(document, font="宋体", size=14, around="— {} —")
    return save(document)
