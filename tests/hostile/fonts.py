"""Fonts whose glyphs are made of themselves, and a PDF that shows one."""

import io
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.ttGlyphPen import TTGlyphPen

ORDER = [".notdef", "A", "B"]
METRICS = dict.fromkeys(ORDER, (600, 0))


def _builder(*, is_ttf: bool) -> Any:
    builder = FontBuilder(1000, isTTF=is_ttf)
    builder.setupGlyphOrder(ORDER)
    builder.setupCharacterMap({65: "A", 66: "B"})
    return builder


def _finished(builder: Any) -> bytes:
    builder.setupHorizontalMetrics(METRICS)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Circle", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font.recalcBBoxes = False
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def circular_glyphs() -> bytes:
    """A TrueType font in which A consists of two B, and B of two A."""
    builder = _builder(is_ttf=True)
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    for name, other in (("A", "B"), ("B", "A")):
        pen = TTGlyphPen(dict.fromkeys(ORDER))
        for move in (0, 9):
            pen.addComponent(other, (1, 0, 0, 1, move, 0))
        glyphs[name] = pen.glyph()
        glyphs[name].xMin = glyphs[name].yMin = glyphs[name].xMax = glyphs[name].yMax = 0
    builder.setupGlyf(glyphs, calcGlyphBounds=False)
    return _finished(builder)


def circular_subroutines() -> bytes:
    """A CFF font whose only subroutine calls itself."""
    from fontTools.cffLib import SubrsIndex

    builder = _builder(is_ttf=False)
    drawings = {name: T2CharString(program=[600, -107, "callsubr", "endchar"]) for name in ORDER}
    builder.setupCFF("Circle", {}, drawings, {})
    private = builder.font["CFF "].cff.topDictIndex[0].Private
    private.Subrs = SubrsIndex()
    private.Subrs.append(T2CharString(program=[-107, "callsubr", -107, "callsubr", "return"]))
    return _finished(builder)


def pdf_with(font: bytes, *, compact: bool = False) -> bytes:
    """A page that shows the two letters of a font."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    name = pikepdf.Name
    data = pdf.make_stream(font, {"/Subtype": name.OpenType} if compact else {})
    descriptor = pikepdf.Dictionary(
        Type=name.FontDescriptor,
        FontName=name.Circle,
        Flags=32,
        FontBBox=[0, 0, 1000, 1000],
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
    )
    descriptor[name.FontFile3 if compact else name.FontFile2] = data
    face = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.Type1 if compact else name.TrueType,
        BaseFont=name.Circle,
        FirstChar=65,
        LastChar=66,
        Widths=[600, 600],
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(face)))
    page.Contents = pdf.make_stream(b"BT /F 40 Tf 20 90 Td (ABAB) Tj ET")
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()
