"""Grids of characters set as many characters to a line as in Word, on pages as tall as in Word."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from wenfang.press import press_document
from wenfang.press.reading.word_rules import WordRules
from wenfang.press.reading.xml import parse

W = "{urn:w}"
CLOSER = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>'
WIDER = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="1000"/>'
PLAIN = '<w:docGrid w:type="lines" w:linePitch="579" w:charSpace="-849"/>'
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:spacing w:val="7"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:spacing w:val="10"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:spacing w:val="20"/></w:rPr></w:style>'
)
OWN, STYLED = '<w:spacing w:val="-6"/>', '<w:rStyle w:val="c"/>'
OFF_GRID = '<w:snapToGrid w:val="0"/>'
# A line of 28 characters of 16 points is 448 points, where the page has 442.2 between its margins.
A4 = (11906, 16838, 1531)


def spacings(text: str, styles: str = "") -> list[str | None]:
    """The spacing that each run of a body says itself after the rules."""
    rules = WordRules()
    rules.applied("word/styles.xml", f'<w:styles xmlns:w="urn:w">{styles}</w:styles>'.encode())
    document = f'<w:document xmlns:w="urn:w"><w:body>{text}</w:body></w:document>'
    root = parse(rules.applied("word/document.xml", document.encode()))
    said = (run.find(f"{W}rPr/{W}spacing") for run in root.iter(f"{W}r"))
    return [None if one is None else one.get(f"{W}val") for one in said]


def run(properties: str = "") -> str:
    return f"<w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}<w:t>字</w:t></w:r>"


def section(grid: str) -> str:
    return f"<w:sectPr>{grid}</w:sectPr>"


@pytest.mark.parametrize(
    ("grid", "spacing"), [(CLOSER, "-5"), (WIDER, "4"), (PLAIN, None), ("", None)]
)
def test_the_pitch_of_a_grid_is_rounded_down_to_a_spacing(grid: str, spacing: str | None) -> None:
    assert spacings(f"<w:p>{run()}</w:p>{section(grid)}") == [spacing]


@pytest.mark.parametrize(
    ("paragraph", "spacing"),
    [
        (f"<w:p>{run(OWN)}</w:p>", "-11"),
        (f"<w:p>{run(STYLED)}</w:p>", "15"),
        (f'<w:p><w:pPr><w:pStyle w:val="p"/></w:pPr>{run()}</w:p>', "5"),
        (f"<w:p>{run()}</w:p>", "2"),
        (f"<w:tbl><w:tr><w:tc><w:p>{run()}</w:p></w:tc></w:tr></w:tbl>", "2"),
        (f"<w:p>{run(OFF_GRID)}</w:p>", None),
        ("<w:p><w:r><w:tab/></w:r></w:p>", None),
    ],
)
def test_it_is_added_to_what_a_run_says_or_inherits(paragraph: str, spacing: str | None) -> None:
    assert spacings(paragraph + section(CLOSER), STYLES) == [spacing]


def test_each_section_has_a_pitch_of_its_own() -> None:
    ends = f"<w:p><w:pPr>{section(CLOSER)}</w:pPr>{run()}</w:p>"
    assert spacings(f"<w:p>{run()}</w:p>{ends}<w:p>{run()}</w:p>{section('')}") == [
        "-5",
        "-5",
        None,
    ]


@pytest.mark.parametrize(("kind", "pages"), [("linesAndChars", 1), ("lines", 2)])
def test_an_official_text_has_28_characters_to_a_line(
    tmp_path: Path, kind: str, pages: int
) -> None:
    document = document_on_grid(kind)
    document.add_paragraph().add_run("文" * 28 * 22).font.size = Pt(16)
    source = tmp_path / "official.docx"
    document.save(str(source))
    assert press_document(source, tmp_path / "out", last=0).pages == pages


FRAMED = """<w:p {ns}><w:pPr>{said}<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin"
 w:xAlign="outside" w:y="1"/><w:spacing w:after="0"/></w:pPr>
 <w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>－1－</w:t></w:r></w:p>"""


@pytest.mark.parametrize("said", ["", '<w:pageBreakBefore w:val="0"/>'])
def test_a_framed_page_number_costs_the_text_no_line(tmp_path: Path, said: str) -> None:
    document = document_on_grid("lines")
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    footer.paragraphs[0].add_run(" ").font.size = Pt(9)
    frame = parse_xml(FRAMED.format(ns=nsdecls("w"), said=said))
    footer.paragraphs[0]._p.addprevious(frame)
    for _ in range(22):
        document.add_paragraph().add_run("文").font.size = Pt(16)
    source = tmp_path / "numbered.docx"
    document.save(str(source))
    assert press_document(source, tmp_path / "out", last=0).pages == 1


def test_text_keeps_its_page_breaks_and_footers_lose_them() -> None:
    paragraph = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>"
    for name, kept in (("document", True), ("footer1", False), ("header2", False)):
        part = f'<w:x xmlns:w="urn:w"><w:body>{paragraph}</w:body></w:x>'.encode()
        ruled = parse(WordRules().applied(f"word/{name}.xml", part))
        assert (ruled.find(f".//{W}pageBreakBefore") is not None) is kept


def document_on_grid(kind: str) -> docx.document.Document:
    """The page of official texts: 22 lines, its footer within the bottom margin."""
    document = docx.Document()
    # The template of python-docx has lines of 1.15 and ten points after each paragraph.
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    document.styles["Normal"].paragraph_format.line_spacing = 1.0
    settings: etree._Element = document.sections[0]._sectPr
    for old in list(settings):
        settings.remove(old)
    width, height, side = A4
    for xml in (
        f'<w:pgSz {nsdecls("w")} w:w="{width}" w:h="{height}"/>',
        f'<w:pgMar {nsdecls("w")} w:top="2098" w:right="{side}" w:bottom="1984" w:left="{side}"'
        ' w:header="851" w:footer="1588" w:gutter="0"/>',
        f'<w:docGrid {nsdecls("w")} w:type="{kind}" w:linePitch="579" w:charSpace="-849"/>',
    ):
        settings.append(parse_xml(xml))
    assert settings.find(qn("w:docGrid")) is not None
    return document
