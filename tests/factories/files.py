"""Real files made on the spot: good ones with known words on known pages, and hostile ones."""

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import msoffcrypto
import pikepdf
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu

IMAGE_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def a_docx(
    pages: Sequence[str],
    *,
    heading: str = "关于图书室的报告",
    chapters: Mapping[int, str] | None = None,
) -> bytes:
    """A Word file with one page per text, each ended by a hard page break.

    ``chapters`` are further headings by the number of the page that they begin.
    """
    document = Document()
    document.add_heading(heading, level=1)
    for number, text in enumerate(pages):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        if chapter := (chapters or {}).get(number + 1):
            document.add_heading(chapter, level=2)
        for line in text.split("\n"):
            document.add_paragraph(line)
    return _saved(document)


def a_pptx(slides: Sequence[str]) -> bytes:
    deck = Presentation()
    for text in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = text
        box = slide.shapes.add_textbox(Emu(914400), Emu(1828800), Emu(6858000), Emu(914400))
        box.text_frame.text = f"正文 {text}"
    return _saved(deck)


def a_slow_deck(slides: int, *, shapes: int = 40) -> bytes:
    """A deck whose every slide takes the office a while to draw."""
    deck = Presentation()
    for number in range(1, slides + 1):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"第{number}页"
        for place in range(shapes):
            left, top = Emu(60_000 * (place % 40)), Emu(1_500_000 + 90_000 * (place // 40))
            star = slide.shapes.add_shape(MSO_SHAPE.STAR_32_POINT, left, top, 900_000, 900_000)
            star.fill.gradient()
            star.text_frame.text = f"{place}"
    return _saved(deck)


def a_docx_with_page_marks(pages: int, *, wps: bool = False) -> bytes:
    """A Word file that says where its pages broke, or, as from WPS, does not say it."""
    document = Document()
    for number in range(1, pages + 1):
        for line in range(12):
            paragraph = document.add_paragraph()
            if number > 1 and line == 0:
                paragraph.paragraph_format.page_break_before = True
                if not wps:
                    paragraph.add_run()._r.append(OxmlElement("w:lastRenderedPageBreak"))
            paragraph.add_run(f"第{number}页第{line}行。" + "图书室每天开放，欢迎来借书。" * 5)
    return _saved(document)


def converted(content: bytes, kind: str, other: str) -> bytes:
    """The same document in another format, as the office itself writes it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"one.{kind}").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = ["--headless", "--convert-to", other, "--outdir", name, f"{name}/one.{kind}"]
        subprocess.run(["soffice", profile, *words], check=True, capture_output=True)
        return (folder / f"one.{other}").read_bytes()


def an_xlsx(pages: Sequence[str]) -> bytes:
    """A workbook with one printed page per text, on one sheet with manual breaks."""
    book = Workbook()
    sheet = book.active
    for number, text in enumerate(pages, start=1):
        sheet.cell(row=number * 10 - 9, column=1, value=text)
        sheet.cell(row=number * 10 - 8, column=1, value=number)
        sheet.row_breaks.append(Break(id=number * 10))
    return _saved(book)


def a_pdf(pages: Sequence[str]) -> bytes:
    """A PDF with one Latin line per page in a base-14 font."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for text in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        line = text.encode("ascii").replace(b"(", b"").replace(b")", b"")
        page.Contents = pdf.make_stream(b"BT /F1 18 Tf 72 740 Td (" + line + b") Tj ET")
    return _saved(pdf)


MAKERS = {"docx": a_docx, "pptx": a_pptx, "xlsx": an_xlsx, "pdf": a_pdf}


def a_file(kind: str, pages: Sequence[str]) -> bytes:
    """A file of one of the four main kinds with these words on its pages."""
    return MAKERS[kind](pages)


LINKED_PICTURE = (
    "<w:p><w:r><w:drawing>"
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="914400" cy="914400"/><wp:docPr id="9" name="p"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="9" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rIdX"/>'
    '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r></w:p>"
)


def a_docx_that_links_to(address: str) -> bytes:
    """A Word file whose picture is not inside but at ``address``."""
    relation = (
        f'<Relationship Id="rIdX" Type="{IMAGE_TYPE}" Target="{address}" TargetMode="External"/>'
    )
    source = io.BytesIO(a_docx(["前言", "正文"]))
    result = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            if entry.filename == "word/document.xml":
                data = data.replace(b"<w:sectPr", LINKED_PICTURE.encode() + b"<w:sectPr", 1)
            new.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def a_zip_bomb() -> bytes:
    """A Word file with a picture that inflates from 600 kB to 600 MB."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_docx(["x"]))) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
        with new.open("word/media/image1.png", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(bytes(1_000_000))
    return result.getvalue()


def a_locked_docx() -> bytes:
    """A Word file that nobody opens without its password."""
    result = io.BytesIO()
    OOXMLFile(io.BytesIO(a_docx(["锁住的内容"]))).encrypt("geheim", result)
    assert msoffcrypto.OfficeFile(io.BytesIO(result.getvalue())).is_encrypted()
    return result.getvalue()


def a_truncated_docx() -> bytes:
    whole = a_docx(["内容" * 400] * 3)
    return whole[: len(whole) * 2 // 3]


def a_renamed_program() -> bytes:
    """The first bytes of a Windows program; the name that it is uploaded under says .docx."""
    return b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(4096)


def _saved(thing: object) -> bytes:
    buffer = io.BytesIO()
    thing.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()
