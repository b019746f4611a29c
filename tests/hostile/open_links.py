"""OpenDocument and RTF files that lead outside, one per way that their formats have for it."""

import io
import zipfile
from collections.abc import Callable

NAMES = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
    "script": "script",
    "presentation": "presentation",
    "meta": "meta",
    "form": "form",
    "config": "config",
}
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in NAMES.items()
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dom="http://www.w3.org/2001/xml-events"'
    ' xmlns:ooo="http://openoffice.org/2004/office"'
    ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
)
MIME = "application/vnd.oasis.opendocument."
KINDS = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
FRAME = '<draw:frame svg:width="3cm" svg:height="3cm">{}</draw:frame>'


def flat(kind: str, body: str, *, styles: str = "", head: str = "") -> bytes:
    """A flat document with a body of a kind; ``head`` comes first, ``styles`` are automatic."""
    word = KINDS[kind]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" '
        f'office:mimetype="{MIME}{word}">{head}'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="m"/></office:master-styles>'
        f"<office:body><office:{word}>{body}</office:{word}></office:body></office:document>"
    ).encode()


def package(
    kind: str, body: str, *, styles: str = "", parts: dict[str, bytes] | None = None
) -> bytes:
    """The same as a package; ``parts`` are further files in it."""
    word = KINDS[kind]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} '
        f'office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:{word}>{body}</office:{word}></office:body>"
        "</office:document-content>"
    )
    files = {"content.xml": content.encode()} | (parts or {})
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = entry.format("/", MIME + word) + "".join(
        entry.format(name, "text/xml" if name.endswith(".xml") else "") for name in files
    )
    files["META-INF/manifest.xml"] = (
        f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{entries}'
        "</manifest:manifest>"
    ).encode()
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        archive.writestr("mimetype", MIME + word)
        for name, part in files.items():
            archive.writestr(name, part)
    return result.getvalue()


def _href(address: str) -> str:
    return f'xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'


# What stands in the body of each kind; the address comes in for ADDRESS.
PARAGRAPHS = {
    "picture": "<text:p>" + FRAME.format("<draw:image HREF/>") + "</text:p>",
    "section": '<text:section text:name="s"><text:section-source HREF/><text:p>x</text:p>'
    "</text:section>",
    "object": "<text:p>" + FRAME.format("<draw:object HREF/>") + "</text:p>",
    "old_object": "<text:p>" + FRAME.format("<draw:object-ole HREF/>") + "</text:p>",
    "frame": "<text:p>" + FRAME.format("<draw:floating-frame HREF/>") + "</text:p>",
    "plugin": "<text:p>" + FRAME.format("<draw:plugin HREF/>") + "</text:p>",
}
CELL = '<table:table table:name="t"><table:table-row><table:table-cell {0}><text:p>x</text:p>'
CELL += "{1}</table:table-cell></table:table-row></table:table>"
CELLS = {
    "picture": CELL.format("", FRAME.format("<draw:image HREF/>")),
    "sheet": '<table:table table:name="t"><table:table-source HREF table:table-name="t"/>'
    "<table:table-row><table:table-cell/></table:table-row></table:table>",
    "range": CELL.format(
        "",
        '<table:cell-range-source table:name="r" HREF table:last-column-spanned="1" '
        'table:last-row-spanned="1" table:filter-name="HTML (StarCalc)"/>',
    ),
    "webservice": CELL.format('table:formula="of:=WEBSERVICE(&quot;ADDRESS&quot;)"', ""),
    "reference": CELL.format("table:formula=\"of:=['ADDRESS'#$Sheet1.A1]\"", ""),
}
SLIDE = '<draw:page draw:name="1" draw:master-page-name="m">{}</draw:page>'
SLIDES = {
    "picture": SLIDE.format(FRAME.format("<draw:image HREF/>")),
    "plugin": SLIDE.format(FRAME.format("<draw:plugin HREF/>")),
    "object": SLIDE.format(FRAME.format("<draw:object HREF/>")),
}
BODIES = {"odt": PARAGRAPHS, "ods": CELLS, "odp": SLIDES}
BACKGROUND = (
    '<style:style style:name="b" style:family="paragraph"><style:paragraph-properties>'
    "<style:background-image HREF/></style:paragraph-properties></style:style>"
)
LOADED_AGAIN = '<office:meta><meta:auto-reload meta:delay="PT0S" HREF/></office:meta>'


def filled(text: str, address: str) -> str:
    return text.replace("HREF", _href(address)).replace("ADDRESS", address)


def _maker(kind: str, body: str, make: Callable[[str, str], bytes]) -> Callable[[str], bytes]:
    return lambda address: make(kind, filled(body, address))


def _background(address: str) -> bytes:
    body = '<text:p text:style-name="b">x</text:p>'
    return package("odt", body, styles=filled(BACKGROUND, address))


def _inner(address: str) -> bytes:
    """The link is in a document inside the document."""
    body = "<text:p>" + FRAME.format('<draw:object xlink:href="./Object 1"/>') + "</text:p>"
    inner = flat("odt", filled(PARAGRAPHS["picture"], address))
    inner = inner.replace(b"office:document ", b"office:document-content ")
    inner = inner.replace(b"</office:document>", b"</office:document-content>")
    return package("odt", body, parts={"Object 1/content.xml": inner})


def rtf(inner: str) -> Callable[[str], bytes]:
    return lambda address: (
        r"{\rtf1\ansi hello " + inner.replace("ADDRESS", address) + "}"
    ).encode()


def _field(instruction: str) -> str:
    return r"{\field{\*\fldinst " + instruction + r"}{\fldrslt result}}"


LINKS: dict[str, Callable[[str], bytes]] = {
    f"{name}.{suffix}": _maker(kind, body, make)
    for kind, bodies in BODIES.items()
    for name, body in bodies.items()
    for suffix, make in ((kind, package), ("f" + kind, flat))
} | {
    "background.odt": _background,
    "inner.odt": _inner,
    "loaded_again.fodt": lambda address: flat(
        "odt", "<text:p>x</text:p>", head=filled(LOADED_AGAIN, address)
    ),
    "include_picture.rtf": rtf(_field(r'INCLUDEPICTURE "ADDRESS" \\d')),
    "split_include_picture.rtf": rtf(_field(r"INCL{}U\'44E{\b PIC}TURE " + r'"ADDRESS" \\d')),
    "include_text.rtf": rtf(_field('INCLUDETEXT "ADDRESS"')),
    "template.rtf": rtf(r"{\*\template ADDRESS}"),
    "object.rtf": rtf(
        r"{\object\objautlink{\*\objclass Word.Document}{\*\objdata 00}{\result{\pard x}}}"
        + _field('LINK Word.Document "ADDRESS"')
    ),
}
