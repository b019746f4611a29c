"""Documents that are small on disk and large, deep or endless for whoever opens them."""

import io
import zipfile
from collections.abc import Callable

import pikepdf
from PIL import Image

from tests.factories import files
from tests.hostile import fonts
from tests.hostile.open_links import KINDS, SPACES, flat, package
from tests.hostile.packages import after_first, with_parts
from tests.hostile.quine import quine

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DEPTH = 50_000


def deep_docx() -> bytes:
    inner = f"{'<w:sdt><w:sdtContent>' * DEPTH}<w:p/>{'</w:sdtContent></w:sdt>' * DEPTH}"
    body = f"<w:document {WORD}><w:body>{inner}</w:body></w:document>"
    return with_parts(files.a_docx(["x"]), {"word/document.xml": body})


def deep_tables() -> bytes:
    """Less deep than a parser refuses, and deeper than anybody lays out."""
    start, end = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    body = f"<w:document {WORD}><w:body>{start * 75}{end * 75}<w:p/></w:body></w:document>"
    return with_parts(files.a_docx(["x"]), {"word/document.xml": body})


def _sections(depth: int) -> str:
    return '<text:section text:name="s">' * depth + "<text:p>x</text:p>" + "</text:section>" * depth


def deep_rtf() -> bytes:
    return rb"{\rtf1 " + b"{" * 1_000_000 + b"x" + b"}" * 1_000_000 + b"}"


def nested_zips(depth: int = 12) -> bytes:
    content = files.a_docx(["x"])
    for _ in range(depth):
        content = with_parts(files.a_docx(["x"]), {"word/embeddings/inner.docx": content})
    return content


def overlapping_zip() -> bytes:
    """Ten thousand entries that are all the same bytes of the archive."""
    one = io.BytesIO()
    with zipfile.ZipFile(one, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(2_000_000))
    whole = one.getvalue()
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    count, entry = 10_000, whole[start:end]
    tail = bytearray(whole[end:])
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * count).to_bytes(4, "little")
    return whole[:start] + entry * count + bytes(tail)


def many_pages() -> bytes:
    """A hundred thousand pages that are one and the same."""
    kids = b"3 0 R " * 100_000
    return _pdf(b"<< /Type /Pages /Count 100000 /Kids [" + kids + b"] >>", _page(b"[0 0 99 99]"))


def page_of(size: bytes) -> Callable[[], bytes]:
    return lambda: _pdf(b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", _page(size))


def circle_of_pages() -> bytes:
    tree = b"<< /Type /Pages /Count 2 /Kids [2 0 R 3 0 R] >>"
    return _pdf(tree, b"<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [2 0 R] >>")


def _page(box: bytes) -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" >>"


def _pdf(*bodies: bytes) -> bytes:
    """A PDF by hand: the catalogue, then these objects from number two on."""
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate((b"<< /Type /Catalog /Pages 2 0 R >>", *bodies), start=1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    return (
        content
        + (b"xref\n0 %d\n0000000000 65535 f \n" % size)
        + table
        + (b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content)))
    )


def _drawn(resources: Callable[[pikepdf.Pdf], pikepdf.Dictionary], drawing: bytes) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    page.Resources = resources(pdf)
    page.Contents = pdf.make_stream(drawing)
    result = io.BytesIO()
    pdf.save(result)
    return result.getvalue()


def nested_forms(depth: int = 5_000, *, circle: bool = False) -> bytes:
    """Drawings within drawings; in a circle the innermost draws the outermost."""

    def resources(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        box = [0, 0, 9, 9]
        kind = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": box}
        innermost = form = pdf.make_stream(b"0 0 m 9 9 l S", kind)
        for _ in range(depth):
            inside = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            form = pdf.make_stream(b"/F Do /F Do", kind | {"/Resources": inside})
        if circle:
            innermost.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            innermost.write(b"/F Do")
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))

    return _drawn(resources, b"/F Do")


def picture_of_a_gigapixel() -> bytes:
    side = 32_768

    def resources(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        picture = pdf.make_stream(bytes(side * side // 8))
        picture.stream_dict.update(_picture(side, side))
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))

    return _drawn(resources, b"200 0 0 200 0 0 cm /I Do")


def _picture(width: int, height: int) -> dict[str, object]:
    return {
        "/Subtype": pikepdf.Name.Image,
        "/Width": width,
        "/Height": height,
        "/BitsPerComponent": 1,
        "/ColorSpace": pikepdf.Name.DeviceGray,
    }


def jpeg_2000(change: Callable[[bytearray], None]) -> Callable[[], bytes]:
    """A PDF with a JPEG 2000 picture whose header was changed; SIZ begins at its fifth byte."""

    def make() -> bytes:
        buffer = io.BytesIO()
        Image.new("RGB", (64, 64), (9, 99, 199)).save(buffer, "JPEG2000", no_jp2=True)
        code = bytearray(buffer.getvalue())
        change(code)

        def resources(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
            picture = pdf.make_stream(bytes(code))
            picture.stream_dict.update(_picture(64, 64) | {"/Filter": pikepdf.Name.JPXDecode})
            return pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))

        return _drawn(resources, b"200 0 0 200 0 0 cm /I Do")

    return make


def _endless(code: bytearray) -> None:
    """Two thousand million pixels on a side, in tiles of one pixel."""
    code[8:16] = b"\x7f\xff\xff\xff" * 2
    code[24:32] = b"\0\0\0\1" * 2


def _many_components(code: bytearray) -> None:
    code[40:42] = b"\x40\0"


def wide_page() -> bytes:
    """A Word file whose page has no width."""
    sizes = after_first("<w:sectPr", '><w:pgSz w:w="0" w:h="0"/><w:ignored')
    return with_parts(files.a_docx(["x"]), {"word/document.xml": sizes})


BOMBS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "bomb.docx": (files.a_zip_bomb, {"archive_bomb"}),
    "nested.docx": (nested_zips, {"archive_bomb"}),
    "quine.docx": (quine, {"archive_bomb"}),
    "overlapping.docx": (overlapping_zip, {"archive_bomb", "damaged_file"}),
    "deep.docx": (deep_docx, {"fine", "damaged_file"}),
    "tables.docx": (deep_tables, {"fine", "damaged_file", "too_large", "timed_out"}),
    "no_width.docx": (wide_page, {"fine", "damaged_file"}),
    "deep.odt": (lambda: package("odt", _sections(DEPTH)), {"damaged_file"}),
    "deep.fodt": (lambda: flat("odt", _sections(DEPTH)), {"damaged_file"}),
    "deep.rtf": (deep_rtf, {"fine", "damaged_file", "too_large", "timed_out"}),
    "many_pages.pdf": (many_pages, {"too_large"}),
    "gigapixel_page.pdf": (page_of(b"[0 0 32768 32768]"), {"fine", "too_large"}),
    "no_width.pdf": (page_of(b"[0 0 0 800]"), {"fine", "damaged_file"}),
    "endless_page.pdf": (page_of(b"[0 0 1e38 1e38]"), {"fine", "damaged_file", "too_large"}),
    "circle.pdf": (circle_of_pages, {"fine", "damaged_file"}),
    "forms.pdf": (nested_forms, {"fine", "damaged_file", "timed_out"}),
    "circular_forms.pdf": (
        lambda: nested_forms(3, circle=True),
        {"fine", "damaged_file", "timed_out"},
    ),
    "gigapixel_picture.pdf": (picture_of_a_gigapixel, {"fine", "too_large"}),
    "endless_jpeg.pdf": (jpeg_2000(_endless), {"fine", "damaged_file", "too_large"}),
    "components_jpeg.pdf": (jpeg_2000(_many_components), {"fine", "damaged_file", "too_large"}),
    "glyphs.pdf": (lambda: fonts.pdf_with(fonts.circular_glyphs()), {"fine", "damaged_file"}),
    "subroutines.pdf": (
        lambda: fonts.pdf_with(fonts.circular_subroutines(), compact=True),
        {"fine", "damaged_file"},
    ),
}


def laughs(root: str, space: str) -> str:
    """A document type whose last entity is two thousand million times its first."""
    entities = '<!ENTITY e0 "ha">' + "".join(
        f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10)
    )
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><{root} {space}>&e9;</{root}>'


def reads_from_outside(address: str, root: str, space: str) -> str:
    entity = f'<!ENTITY e SYSTEM "{address}">'
    return f'<?xml version="1.0"?><!DOCTYPE x [{entity}]><{root} {space}>&e;</{root}>'


def typed(make: Callable[[str, str], str]) -> dict[str, bytes]:
    """The same document type in every place of every format that has one."""
    word = make("w:document", WORD)
    relations = make("Relationships", 'xmlns="http://x"')
    odd = make("x", 'xmlns="http://x"')
    return {
        "main.docx": with_parts(files.a_docx(["x"]), {"word/document.xml": word}),
        "wide.docx": with_parts(files.a_docx(["x"]), {"word/document.xml": word.encode("utf-16")}),
        "hidden.docx": with_parts(
            files.a_docx(["x"]),
            {
                "word/document.xml": word.replace("?>", ' encoding="UTF-7"?>', 1).replace(
                    "<!", "+ADwAIQ-"
                )
            },
        ),
        "relations.docx": with_parts(files.a_docx(["x"]), {"_rels/.rels": relations}),
        "odd_name.docx": with_parts(files.a_docx(["x"]), {"word/odd.bin": odd}),
        "slide.pptx": with_parts(files.a_pptx(["x"]), {"ppt/slides/slide1.xml": odd}),
        "sheet.xlsx": with_parts(files.an_xlsx(["x"]), {"xl/worksheets/sheet1.xml": odd}),
        **{
            f"content.{kind}": with_parts(
                package(kind, ""), {"content.xml": make("office:document-content", SPACES)}
            )
            for kind in KINDS
        },
        **{
            f"flat.f{kind}": make(
                "office:document",
                f'{SPACES} office:mimetype="application/vnd.oasis.opendocument.{word_of}"',
            ).encode()
            for kind, word_of in KINDS.items()
        },
    }
