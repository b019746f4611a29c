"""Decks and workbooks that lead outside, one per way that their formats have for it."""

from collections.abc import Callable

from tests.factories import files
from tests.hostile.packages import RELATIONS, Part, after_first, before_last, relation, with_parts

SLIDE, SLIDE_RELS = "ppt/slides/slide1.xml", "ppt/slides/_rels/slide1.xml.rels"
SHEET, SHEET_RELS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
BOOK, BOOK_RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
R = f'xmlns:r="{RELATIONS}"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_FORM = (
    '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
)


def slide_picture(attribute: str = "r:link", media: str = "") -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="99" name="p"/><p:cNvPicPr/><p:nvPr>{media}</p:nvPr>'
        f'</p:nvPicPr><p:blipFill><a:blip {R} {attribute}="rIdX"/><a:stretch><a:fillRect/>'
        f"</a:stretch></p:blipFill>{_FORM}</p:pic>"
    )


LINKED_OBJECT = (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="98" name="o"/><p:cNvGraphicFramePr/><p:nvPr/>'
    '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></p:xfrm>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole">'
    f'<p:oleObj {R} name="o" r:id="rIdX" imgW="914400" imgH="914400" progId="Word.Document.12">'
    '<p:link updateAutomatic="1"/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>'
)


def on_slide(shape: str, kind: str) -> Callable[[str], bytes]:
    def make(address: str) -> bytes:
        parts: dict[str, Part] = {
            SLIDE: before_last("</p:spTree>", shape),
            SLIDE_RELS: relation(kind, address),
        }
        return with_parts(files.a_pptx(["x"]), parts)

    return make


def background(address: str) -> bytes:
    fill = f'<p:bg><p:bgPr><a:blipFill><a:blip {R} r:link="rIdX"/></a:blipFill></p:bgPr></p:bg>'
    parts: dict[str, Part] = {
        SLIDE: lambda text: text.replace("<p:spTree>", fill + "<p:spTree>"),
        SLIDE_RELS: relation("image", address),
    }
    return with_parts(files.a_pptx(["x"]), parts)


def on_sheet(cell: str) -> Callable[[str], bytes]:
    """A workbook with one more row; it does not say who wrote it, so that it is calculated."""

    def make(address: str) -> bytes:
        row = f'<row r="900"><c r="A900" t="str">{cell.format(address)}</c></row>'
        parts: dict[str, Part] = {
            SHEET: before_last("</sheetData>", row),
            "docProps/app.xml": "<Properties/>",
        }
        return with_parts(files.an_xlsx(["x"]), parts)

    return make


def other_book(inner: str, kind: str) -> Callable[[str], bytes]:
    """A workbook whose cell asks another one, or another program, for its value."""

    def make(address: str) -> bytes:
        row = '<row r="900"><c r="A900"><f>[1]Sheet1!A1</f><v>1</v></c></row>'
        types = (
            ' PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.externalLink+xml"/><Override'
        )
        links = "xl/externalLinks"
        parts: dict[str, Part] = {
            SHEET: before_last("</sheetData>", row),
            BOOK: after_first(
                "</sheets>",
                f'<externalReferences><externalReference {R} r:id="rIdX"/></externalReferences>',
            ),
            BOOK_RELS: relation("externalLink", "externalLinks/externalLink1.xml", external=False),
            f"{links}/externalLink1.xml": (
                f"<externalLink {MAIN} {R}>{inner.format(address)}</externalLink>"
            ),
            f"{links}/_rels/externalLink1.xml.rels": relation(kind, address),
            TYPES: after_first("<Override", types),
        }
        return with_parts(files.an_xlsx(["x"]), parts)

    return make


def web_query(address: str) -> bytes:
    connections = (
        f'<connections {MAIN}><connection id="1" name="c" type="4" refreshedVersion="4" '
        f'background="1" saveData="1" refreshOnLoad="1"><webPr url="{address}" htmlTables="1">'
        "<tables/></webPr></connection></connections>"
    )
    query = f'<queryTable {MAIN} name="q" refreshOnLoad="1" connectionId="1"/>'
    override = (
        ' PartName="/xl/{}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.{}+xml"/><Override'
    )
    types = override.format("connections", "connections")
    types += override.format("queryTables/queryTable1", "queryTable")
    name = '<definedNames><definedName name="q" localSheetId="0">Sheet!$A$500:$B$510</definedName>'
    parts: dict[str, Part] = {
        "xl/connections.xml": connections,
        "xl/queryTables/queryTable1.xml": query,
        BOOK: after_first("</sheets>", name + "</definedNames>"),
        BOOK_RELS: relation("connections", "connections.xml", external=False),
        SHEET_RELS: relation("queryTable", "../queryTables/queryTable1.xml", external=False),
        TYPES: after_first("<Override", types),
    }
    return with_parts(files.an_xlsx(["x"]), parts)


def picture_on_sheet(address: str) -> bytes:
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    corner = "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row>"
    corner += "<xdr:rowOff>0</xdr:rowOff></xdr:{0}>"
    shape = slide_picture().replace("<p:", "<xdr:").replace("</p:", "</xdr:")
    drawing = (
        f'<xdr:wsDr xmlns:xdr="{space}" {A}><xdr:twoCellAnchor>{corner.format("from", 1)}'
        f"{corner.format('to', 5)}{shape}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    types = (
        ' PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.drawing+xml"/><Override'
    )
    parts: dict[str, Part] = {
        SHEET: before_last("</worksheet>", f'<drawing {R} r:id="rIdX"/>'),
        SHEET_RELS: relation("drawing", "../drawings/drawing1.xml", external=False),
        "xl/drawings/drawing1.xml": drawing,
        "xl/drawings/_rels/drawing1.xml.rels": relation("image", address),
        TYPES: after_first("<Override", types),
    }
    return with_parts(files.an_xlsx(["x"]), parts)


_BOOK = (
    f'<externalBook {R} r:id="rIdX"><sheetNames><sheetName val="Sheet1"/></sheetNames>'
    "</externalBook>"
)
_DDE = (
    '<ddeLink ddeService="soffice" ddeTopic="{}"><ddeItems><ddeItem name="A1"/></ddeItems>'
    "</ddeLink>"
)

LINKS: dict[str, Callable[[str], bytes]] = {
    "picture.pptx": on_slide(slide_picture(), "image"),
    "picture_called_hyperlink.pptx": on_slide(slide_picture(), "hyperlink"),
    "video.pptx": on_slide(slide_picture("r:embed", f'<a:videoFile {R} r:link="rIdX"/>'), "video"),
    "object.pptx": on_slide(LINKED_OBJECT, "oleObject"),
    "background.pptx": background,
    "picture.xlsx": picture_on_sheet,
    "webservice.xlsx": on_sheet('<f>WEBSERVICE("{}")</f><v>x</v>'),
    "hidden_webservice.xlsx": on_sheet('<f>WEB<![CDATA[SER]]>VIC&#69;("{}")</f><v>x</v>'),
    "book.xlsx": other_book(_BOOK, "externalLinkPath"),
    "dde.xlsx": other_book(_DDE, "externalLinkPath"),
    "web_query.xlsx": web_query,
}
