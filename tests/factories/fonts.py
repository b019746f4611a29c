"""Small fonts made on the spot, in which every character is one box."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000


def gb2312() -> list[int]:
    """Every character of GB 2312, which is what makes fontconfig call a font Chinese."""
    rows = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return [ord(one) for pair in rows if (one := pair.decode("gb2312", "ignore"))]


def drawn(right: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    pen.lineTo((50, 300))
    pen.lineTo((right, 300))
    pen.closePath()
    return pen.glyph()


def a_font(
    folder: Path,
    name: str,
    chinese_name: str = "",
    *,
    chinese: bool = True,
    mark_ends: int = 400,
    shares_width: bool = False,
) -> Path:
    """A font file; its closing marks have room beside them or have not."""
    folder.mkdir(parents=True, exist_ok=True)
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(
        [".notdef", "box", "mark"] if shares_width else [".notdef", "mark", "box"]
    )
    codes = gb2312() if chinese else [ord("a")]
    builder.setupCharacterMap(dict.fromkeys(codes, "box") | {ord("，"): "mark"})
    builder.setupGlyf({".notdef": drawn(900), "box": drawn(900), "mark": drawn(mark_ends)})
    # Glyphs at the end that are as wide as each other share one width in the file.
    first = EM if shares_width else EM // 2
    builder.setupHorizontalMetrics({".notdef": (first, 50), "box": (EM, 50), "mark": (EM, 50)})
    builder.setupHorizontalHeader(ascent=859, descent=-141)
    builder.setupOS2(sTypoAscender=859, sTypoDescender=-141, usWinAscent=859, usWinDescent=141)
    builder.setupNameTable(
        {"familyName": {"en": name, "zh": chinese_name or name}, "styleName": "Regular"}
    )
    builder.setupPost()
    builder.save(str(folder / f"{name}.ttf"))
    return folder / f"{name}.ttf"
