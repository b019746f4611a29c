"""The frame around typeset text: one flat OpenDocument file with our page and our styles."""

import re
from xml.sax.saxutils import escape

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"  +|^ ")

_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
FACES = {"serif": ("Liberation Serif", "宋体"), "sans": ("Liberation Sans", "黑体")}
FACES |= {"mono": ("Liberation Mono", "黑体"), "kai": ("Liberation Serif", "楷体")}
FAMILIES = sorted({name for pair in FACES.values() for name in pair})


def face(kind: str) -> str:
    """The two font attributes of a text style, for Latin and for Chinese."""
    latin, chinese = FACES[kind]
    return f'style:font-name="{latin}" style:font-name-asian="{chinese}"'


def sized(points: float, *, bold: bool = False) -> str:
    """The size and weight attributes of a text style, alike for both scripts."""
    weight = ' fo:font-weight="bold" style:font-weight-asian="bold"' if bold else ""
    language = 'style:language-asian="zh" style:country-asian="CN"'
    return f'fo:font-size="{points}pt" style:font-size-asian="{points}pt" {language}{weight}'


def clean(untrusted_text: str) -> str:
    """The text as XML allows it."""
    return escape(_UNPRINTABLE.sub("", untrusted_text))


def spaced(untrusted_text: str) -> str:
    """The text with its runs of spaces and its tabs kept."""
    text = _SPACES.sub(lambda match: f'<text:s text:c="{len(match[0])}"/>', clean(untrusted_text))
    return text.replace("\t", "<text:tab/>")


def paragraph_style(name: str, paragraph: str, text: str, *, parent: str = "Standard") -> str:
    """One named paragraph style."""
    inherits = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{inherits}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def flat_text(body: str, styles: str, automatic: str = "") -> str:
    """A whole flat text document on A4."""
    faces = "".join(
        f'<style:font-face style:name="{name}" svg:font-family="&apos;{name}&apos;"/>'
        for name in FAMILIES
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMESPACES} '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:font-face-decls>{faces}</office:font-face-decls>"
        f"<office:styles>{styles}</office:styles><office:automatic-styles>{automatic}"
        f"{_page_layout('21cm', '29.7cm', '2.4cm')}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="page"/></office:master-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def flat_sheet(body: str, automatic: str, *, landscape: bool) -> str:
    """A whole flat spreadsheet whose columns fit the width of an A4 page."""
    width, height = ("29.7cm", "21cm") if landscape else ("21cm", "29.7cm")
    layout = _page_layout(width, height, "1.5cm", 'style:scale-to-X="1" style:scale-to-Y="0"')
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMESPACES} '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{automatic}{layout}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Default" '
        'style:page-layout-name="page"><style:header style:display="false"/>'
        '<style:footer style:display="false"/></style:master-page></office:master-styles>'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document>"
    )


def _page_layout(width: str, height: str, margin: str, more: str = "") -> str:
    return (
        '<style:page-layout style:name="page"><style:page-layout-properties '
        f'fo:page-width="{width}" fo:page-height="{height}" fo:margin="{margin}" {more}/>'
        "</style:page-layout>"
    )
