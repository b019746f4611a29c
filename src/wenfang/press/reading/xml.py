"""Parts in XML: no document types, one encoding, and parsing what is left."""

import re

from lxml import etree

from wenfang.press.errors import DamagedFileError

_DTD = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C\0T|E\0N\0T\0I)|\0<\0!\0(?:D\0O\0C|E\0N\0T)"
)
_DECLARED = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{0,40})"
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_BEGINNINGS = (*_UTF_16, b"\xef\xbb\xbf<", b"<")
# What a document type looks like in any other encoding, nobody searches for.
_VISIBLE = re.compile(
    rb"utf-?8|(?:us-)?ascii|utf-?16(?:le|be)?|iso-8859-\d+|windows-125\d|gb2312|gbk|gb18030|big5|"
    rb"shift_jis|euc-(?:jp|kr|cn)|koi8-[ru]",
    re.IGNORECASE,
)
_UTF_8 = (b"", b"utf-8", b"utf8", b"ascii", b"us-ascii")


def looks_like_xml(content: bytes) -> bool:
    """Whether the content begins as markup does."""
    return content[:64].lstrip(b" \t\r\n").startswith(_BEGINNINGS)


def safe(content: bytes) -> bytes:
    """The part in UTF-8; raises DamagedFileError for document types and hidden encodings."""
    declared = _DECLARED.match(content)
    encoding = declared[1].lower() if declared else b""
    if _DTD.search(content) or (encoding and not _VISIBLE.fullmatch(encoding)):
        raise DamagedFileError
    wide = content.startswith(_UTF_16)
    if content.startswith(b"\0\0") or (wide and content[2:4] == b"\0\0"):
        raise DamagedFileError
    return written(parse(content)) if wide or encoding not in _UTF_8 else content


def parse(content: bytes, *, huge: bool = False) -> etree._Element:
    """The root of a part that is safe; nothing that it names is ever fetched or expanded.

    ``huge`` allows texts over ten million characters, such as a picture inside a flat document.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError from error


def written(root: etree._Element) -> bytes:
    """The part as bytes again."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(name: str | bytes) -> str:
    """A name without its namespace."""
    return str(name).rpartition("}")[2]


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return local(element.tag) if isinstance(element.tag, str) else ""


def remove(element: etree._Element) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
