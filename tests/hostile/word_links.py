"""Word files that lead outside, one per way that the format has for it."""

from collections.abc import Callable

from tests.factories import files
from tests.hostile.packages import RELATIONS, Part, after_first, before_last, relation, with_parts

BODY, RELS = "word/document.xml", "word/_rels/document.xml.rels"
SETTINGS = "word/settings.xml"
R = f'xmlns:r="{RELATIONS}"'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def _docx(body: str, parts: dict[str, Part]) -> bytes:
    return with_parts(files.a_docx(["x"]), {BODY: before_last("<w:sectPr", body)} | parts)


def picture(attribute: str = "r:link") -> str:
    return files.LINKED_PICTURE.replace("r:link", attribute)


def field(*instructions: str, result: str = "result") -> str:
    """A complex field whose instruction is spread over as many runs as there are parts."""
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>'
        for part in instructions
    )
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def linked_object(address: str) -> bytes:
    body = (
        f'<w:p><w:r><w:object><v:shape {VML} id="s" style="width:90pt;height:90pt"/>'
        f'<o:OLEObject {VML} {R} Type="Link" ProgID="Word.Document.12" ShapeID="s" '
        'DrawAspect="Content" ObjectID="_1" r:id="rIdX" UpdateMode="Always"/></w:object></w:r>'
        "</w:p>"
    )
    return _docx(body, {RELS: relation("oleObject", address)})


def embedded_document(address: str) -> bytes:
    """The link is not in the document but in one that is embedded in it without a picture."""
    body = (
        f'<w:p><w:r><w:object><v:shape {VML} id="s" style="width:90pt;height:90pt"/>'
        f'<o:OLEObject {VML} {R} Type="Embed" ProgID="Word.Document.12" ShapeID="s" '
        'DrawAspect="Content" ObjectID="_1" r:id="rIdX"/></w:object></w:r></w:p>'
    )
    inner = files.a_docx_that_links_to(address)
    parts: dict[str, Part] = {
        RELS: relation("package", "embeddings/inner.docx", external=False),
        "word/embeddings/inner.docx": inner,
        "[Content_Types].xml": after_first(
            "<Default",
            ' Extension="docx" ContentType="application/vnd.openxmlformats-officedocument'
            '.wordprocessingml.document"/><Default',
        ),
    }
    return _docx(body, parts)


def html_chunk(address: str) -> bytes:
    parts: dict[str, Part] = {
        RELS: relation("aFChunk", "chunk.html", external=False),
        "word/chunk.html": f'<!DOCTYPE html><html><body><img src="{address}"></body></html>',
        "[Content_Types].xml": after_first(
            "<Default", ' Extension="html" ContentType="text/html"/><Default'
        ),
    }
    return _docx(f'<w:altChunk {R} r:id="rIdX"/>', parts)


def framed(address: str) -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    web = (
        f'<w:webSettings xmlns:w="{main}" {R}><w:frameset><w:frame><w:name w:val="f"/>'
        '<w:sourceFileName r:id="rIdX"/></w:frame></w:frameset></w:webSettings>'
    )
    parts: dict[str, Part] = {
        "word/webSettings.xml": web,
        "word/_rels/webSettings.xml.rels": relation("frame", address),
    }
    return _docx("<w:p/>", parts)


def setting(element: str, kind: str) -> Callable[[str], bytes]:
    def make(address: str) -> bytes:
        parts: dict[str, Part] = {
            SETTINGS: before_last("</w:settings>", element),
            "word/_rels/settings.xml.rels": relation(kind, address),
        }
        return _docx("<w:p/>", parts)

    return make


def with_relation(body: str, kind: str) -> Callable[[str], bytes]:
    return lambda address: _docx(body, {RELS: relation(kind, address)})


def with_field(*instructions: str) -> Callable[[str], bytes]:
    return lambda address: _docx(field(*(part.format(address) for part in instructions)), {})


_MERGE = (
    f'<w:mailMerge {R}><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="textFile"/>'
    '<w:dataSource r:id="rIdX"/></w:mailMerge>'
)
_VML_PICTURE = (
    f'<w:p><w:r><w:pict><v:shape {VML} id="s" style="width:90pt;height:90pt">'
    f'<v:imagedata {R} r:id="rIdX"/></v:shape></w:pict></w:r></w:p>'
)

LINKS: dict[str, Callable[[str], bytes]] = {
    "picture.docx": with_relation(picture(), "image"),
    "embedded_picture.docx": with_relation(picture("r:embed"), "image"),
    "picture_called_hyperlink.docx": with_relation(picture(), "hyperlink"),
    "vml_picture.docx": with_relation(_VML_PICTURE, "image"),
    "template.docx": setting(f'<w:attachedTemplate {R} r:id="rIdX"/>', "attachedTemplate"),
    "mail_merge.docx": setting(_MERGE, "mailMergeSource"),
    "frame.docx": framed,
    "object.docx": linked_object,
    "embedded.docx": embedded_document,
    "chunk.docx": with_relation(f'<w:altChunk {R} r:id="rIdX"/>', "aFChunk"),
    "html_chunk.docx": html_chunk,
    "part.docx": with_relation(f'<w:p><w:subDoc {R} r:id="rIdX"/></w:p>', "subDocument"),
    "include_picture.docx": with_field(r' INCLUDEPICTURE "{}" \d '),
    "split_include_picture.docx": with_field(" INCL", "UDEPIC", r'TURE "{}" \d '),
    "include_text.docx": with_field(' INCLUDETEXT "{}" '),
    "dde.docx": with_field(' DDEAUTO soffice "{}" "x" '),
}
