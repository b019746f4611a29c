"""Word documents from Chinese text: pages, fonts, paragraphs, tables and page numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from wenfang.cli.demo.blocks import spans
from wenfang.cli.demo.formulas import inline_formula

LEFT, CENTER, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of paragraph is set; sizes and spaces in points, indents in characters."""

    font: str
    size: float
    latin: str = "Times New Roman"
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT
    first_line: float = 0
    left: float = 0
    exact: float = 0
    multiple: float = 1.0
    before: float = 0
    after: float = 0
    color: str = "000000"
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in centimetres."""

    width: float = 21.0
    height: float = 29.7
    top: float = 2.5
    bottom: float = 2.5
    left: float = 2.8
    right: float = 2.6


def new_document(page: Page, styles: dict[str, Look]) -> WordDocument:
    """An empty document with these styles, by Word's own style names, and nothing else."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(page.width), Cm(page.height)
    section.top_margin, section.bottom_margin = Cm(page.top), Cm(page.bottom)
    section.left_margin, section.right_margin = Cm(page.left), Cm(page.right)
    section.header_distance, section.footer_distance = Cm(1.5), Cm(min(2.4, page.bottom * 0.6))
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for name, look in styles.items():
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _dress(style, look)
    return document


def save(document: WordDocument) -> bytes:
    """The finished document as bytes."""
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def write(target: Paragraph, text: str) -> Paragraph:
    """Add a line with its bold, italic and formula pieces to a paragraph."""
    for span in spans(text):
        if span.style == "math":
            target._p.append(inline_formula(span.text))
            continue
        run = target.add_run(span.text.replace("<br>", "\n"))
        mark_chinese(run)
        run.bold = True if span.style == "bold" else None
        run.italic = True if span.style == "italic" else None
    return target


def set_run_font(run: Run, font: str, size: float, color: str = "") -> Run:
    """Give one run its own font, size in points and colour as six hex digits."""
    _set_fonts(run._r.get_or_add_rPr(), font, "Times New Roman")
    run.font.size = Pt(size)
    if color:
        run.font.color.rgb = RGBColor.from_string(color)
    return run


def mark_chinese(run: Run) -> None:
    """Set quotation marks and dashes, which Latin fonts have too, in the Chinese font."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")


def add_table(
    document: WordDocument,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    look: Look,
    header: str = "",
) -> None:
    """A ruled table; widths in centimetres, header is the fill of its first row if any."""
    table = document.add_table(rows=0, cols=len(widths))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for number, texts in enumerate(rows):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            for index, line in enumerate(text.split("<br>")):
                target = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
                _dress_paragraph(target, look)
                _dress_cell(write(target, line), look, header=bool(header) and number == 0)
            if header and number == 0:
                _shade(cell._tc.get_or_add_tcPr(), header)


def page_numbers(document: WordDocument, *, font: str, size: float, around: str = "{}") -> None:
    """Centre the page number at the foot; around is the text it stands in."""
    target = document.sections[0].footer.paragraphs[0]
    target.alignment = CENTER
    before, after = around.split("{}")
    for text, field in ((before, ""), ("", "PAGE"), (after, "")):
        run = set_run_font(target.add_run(text), font, size)
        if field:
            for kind in ("begin", "", "end"):
                run._r.append(_field(kind, field))


def running_head(document: WordDocument, text: str, *, font: str, size: float) -> None:
    """Print one line above every page, ruled below."""
    target = document.sections[0].header.paragraphs[0]
    target.alignment = CENTER
    set_run_font(target.add_run(text), font, size, "666666")
    rule_below(target, "999999")


def rule_below(target: Paragraph, color: str, size: int = 4) -> None:
    """Draw a line under a paragraph; size in eighths of a point."""
    borders: Any
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "4"), ("color", color)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = target._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def _field(kind: str, code: str) -> _Element:
    if not kind:
        element: _Element = OxmlElement("w:instrText")
        element.text = code
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def _dress(style: ParagraphStyle, look: Look) -> None:
    _set_fonts(style.element.get_or_add_rPr(), look.font, look.latin)
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(look.color)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    setting = style.paragraph_format
    setting.alignment = look.align
    setting.widow_control = False
    setting.keep_with_next = look.keep_with_next
    setting.space_before, setting.space_after = Pt(look.before), Pt(look.after)
    setting.line_spacing = Pt(look.exact) if look.exact else look.multiple
    _indent(style.element.get_or_add_pPr(), look)


def _indent(properties: _Element, look: Look) -> None:
    """Indents in characters follow the font size in Word; the points are for everyone else.

    Zero is written too, because every style inherits from the body text.
    """
    indent = properties.get_or_add_ind()  # type: ignore[attr-defined]
    for name, count in (("firstLine", look.first_line), ("left", look.left)):
        indent.set(qn(f"w:{name}"), str(round(count * look.size * 20)))
        indent.set(qn(f"w:{name}Chars"), str(round(count * 100)))


def _dress_paragraph(target: Paragraph, look: Look) -> None:
    target.alignment = look.align
    setting = target.paragraph_format
    setting.first_line_indent = Pt(0)
    setting.space_before, setting.space_after = Pt(look.before), Pt(look.after)
    setting.line_spacing = Pt(look.exact) if look.exact else look.multiple
    indent = target._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "0")


def _dress_cell(target: Paragraph, look: Look, *, header: bool) -> None:
    if header:
        target.alignment = CENTER
    for run in target.runs:
        set_run_font(run, "黑体" if header else look.font, look.size)
        mark_chinese(run)


def _shade(properties: _Element, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(shade)


def _set_fonts(properties: _Element, font: str, latin: str) -> None:
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    fonts.attrib.clear()
    for name, value in (("ascii", latin), ("hAnsi", latin), ("eastAsia", font), ("cs", latin)):
        fonts.set(qn(f"w:{name}"), value)
