"""What the copy of a Word file says after the rules, and that nothing else was changed in it."""

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt
from lxml import etree

from wenfang.press import press_document
from wenfang.press.reading.word_rules import WordRules
from wenfang.press.reading.xml import parse

LINES = 72


def styles(inside: str) -> bytes:
    return f'<w:styles xmlns:w="urn:w">{inside}</w:styles>'.encode()


def body(inside: str) -> bytes:
    return f'<w:document xmlns:w="urn:w"><w:body>{inside}</w:body></w:document>'.encode()


def unsnapped(paragraph: str, known: str = "") -> bool:
    rules = WordRules()
    rules.applied("word/styles.xml", styles(known))
    ruled = rules.applied("word/document.xml", body(paragraph))
    return parse(ruled).find(".//{urn:w}snapToGrid[@{urn:w}val='0']") is not None


EXACT = '<w:spacing w:line="520" w:lineRule="exact"/>'
OF_STYLE = '<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr></w:p>'
BASE = f'<w:style w:type="paragraph" w:styleId="a"><w:pPr>{EXACT}</w:pPr></w:style>'
BASED = '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
DEFAULTS = f"<w:docDefaults><w:pPrDefault><w:pPr>{EXACT}</w:pPr></w:pPrDefault></w:docDefaults>"
CIRCLE = '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="b"/></w:style>'


@pytest.mark.parametrize(
    ("paragraph", "known"),
    [
        (f"<w:p><w:pPr>{EXACT}</w:pPr></w:p>", ""),
        ('<w:p><w:pPr><w:spacing w:line="400" w:lineRule="atLeast"/></w:pPr></w:p>', ""),
        (OF_STYLE, BASE + BASED),
        (OF_STYLE, DEFAULTS + CIRCLE),
        ("<w:p/>", DEFAULTS),
        ("<w:p/>", BASE.replace("<w:style ", '<w:style w:default="1" ')),
    ],
)
def test_a_paragraph_with_a_line_spacing_of_its_own_leaves_the_grid(
    paragraph: str, known: str
) -> None:
    assert unsnapped(paragraph, known)


@pytest.mark.parametrize(
    ("paragraph", "known"),
    [
        ("<w:p/>", ""),
        ('<w:p><w:pPr><w:spacing w:before="90"/></w:pPr></w:p>', ""),
        ('<w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr></w:p>', ""),
        ("<w:p/>", BASE),
        ('<w:p><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:p>', ""),
        (f'<w:p><w:pPr><w:snapToGrid w:val="1"/>{EXACT}</w:pPr></w:p>', ""),
    ],
)
def test_single_and_multiple_spacing_and_what_the_author_said_stay_on_the_grid(
    paragraph: str, known: str
) -> None:
    assert not unsnapped(paragraph, known)


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [("linesAndChars", "lines"), ("snapToChars", "lines"), ("lines", "lines"), (None, None)],
)
def test_a_grid_of_lines_and_characters_becomes_one_of_lines(
    kind: str | None, becomes: str | None
) -> None:
    said = f' w:type="{kind}"' if kind else ""
    content = body(f'<w:sectPr><w:docGrid{said} w:linePitch="579"/></w:sectPr>')
    grid = parse(WordRules().applied("word/document.xml", content)).find(".//{urn:w}docGrid")
    assert grid is not None
    assert grid.get("{urn:w}type") == becomes
    assert grid.get("{urn:w}linePitch") == "579"


A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:bottom="-1440"/>'
NO_ROOM = '<w:pgSz w:w="11906" w:h="200"/>'


@pytest.mark.parametrize(
    ("page", "kind", "pitch", "becomes"),
    [
        # 13958 twips hold 44 lines of 312, and 44 of 317 as the office rounds them, not of 318.
        (A4, "lines", "312", "317"),
        (A4, "linesAndChars", "312", "317"),
        (A4, "default", "312", "312"),
        (A4, "lines", "many", "many"),
        (NO_ROOM, "lines", "312", "312"),
        ("", "lines", "312", "312"),
    ],
)
def test_the_lines_of_a_grid_fill_the_page_to_its_last_margin(
    page: str, kind: str, pitch: str, becomes: str
) -> None:
    grid = f'<w:docGrid w:type="{kind}" w:linePitch="{pitch}"/>'
    content = body(f"<w:sectPr>{page}{grid}</w:sectPr>")
    ruled = parse(WordRules().applied("word/document.xml", content)).find(".//{urn:w}docGrid")
    assert ruled is not None
    assert ruled.get("{urn:w}linePitch") == becomes


@pytest.mark.parametrize("content", [b"<w:document", body("<w:p/>")])
def test_a_part_that_no_rule_changes_keeps_its_bytes(content: bytes) -> None:
    assert WordRules().applied("word/document.xml", content) == content


@pytest.mark.parametrize(
    ("wish", "squeezes"),
    [
        ('<w:characterSpacingControl w:val="compressPunctuation"/>', True),
        ('<w:characterSpacingControl w:val="compressPunctuationAndJapaneseKana"/>', True),
        ('<w:characterSpacingControl w:val="doNotCompress"/>', False),
        ("", False),
    ],
)
def test_punctuation_is_squeezed_where_the_document_lets_word_do_it(
    wish: str, squeezes: bool
) -> None:
    rules = WordRules()
    rules.applied("word/settings.xml", f'<w:s xmlns:w="urn:w">{wish}</w:s>'.encode())
    assert rules.squeezes is squeezes


def on_a_grid(*, said_by_author: bool, lines: int = LINES) -> Document:
    """Lines of 26 points on a grid of 15.6 points: snapped, each takes two of the grid's."""
    document = docx.Document()
    section = document.sections[0]._sectPr
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)
    section.append(element("docGrid", type="lines", linePitch="312"))
    for number in range(lines):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"第{number}条").font.size = Pt(15)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(26)
        if said_by_author:
            paragraph._p.get_or_add_pPr().insert(0, element("snapToGrid", val="1"))
    return document


def element(name: str, **attributes: str) -> etree._Element:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


@pytest.mark.parametrize(("said_by_author", "pages"), [(False, 3), (True, 4)])
def test_exact_lines_on_a_grid_fill_as_many_pages_as_in_word(
    tmp_path: Path, said_by_author: bool, pages: int
) -> None:
    source = tmp_path / "exact.docx"
    on_a_grid(said_by_author=said_by_author).save(str(source))
    before = source.read_bytes()
    # A page holds 24 lines of 26 points, or 20 of two grid lines each.
    assert press_document(source, tmp_path / "out", last=0).pages == pages
    assert source.read_bytes() == before


@pytest.mark.parametrize(("says_its_height", "pages"), [(True, 1), (False, 2)])
def test_lines_off_the_grid_reach_down_to_the_margin(
    tmp_path: Path, says_its_height: bool, pages: int
) -> None:
    document = on_a_grid(said_by_author=False, lines=24)
    document.add_paragraph().paragraph_format.line_spacing = Pt(20)
    section = document.sections[0]
    if not says_its_height:
        # Nobody can stretch the grid of a page of unknown height, so the office cuts it down.
        for size in section._sectPr.findall(qn("w:pgSz")):
            section._sectPr.remove(size)
    source = tmp_path / "full.docx"
    document.save(str(source))
    # Of 648 points the lines take 644; the whole lines of the grid are 640 points high.
    assert press_document(source, tmp_path / "out", last=0).pages == pages
