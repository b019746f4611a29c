"""Office archives without the clock: the same text gives the same bytes on every machine."""

import io
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

_MOMENT = (2024, 5, 6, 9, 30, 0)
_STAMP = "2024-05-06T09:30:00Z"
_THUMBNAIL = "docProps/thumbnail.jpeg"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Seal:
    """What the file says about itself; counts is an element of app.xml such as Pages or Slides."""

    title: str
    author: str
    counts: tuple[tuple[str, int], ...] = ()


def seal(data: bytes, what: Seal) -> bytes:
    """Pack an OPC archive again with our own properties and one fixed moment everywhere."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            if name != _THUMBNAIL:
                add(target, name, _content(name, source.read(name), what))
    return packed.getvalue()


def add(target: zipfile.ZipFile, name: str, data: bytes, *, stored: bool = False) -> None:
    """Write one member with the fixed moment and without a trace of the machine."""
    member = zipfile.ZipInfo(name, _MOMENT)
    member.create_system = 0
    member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    target.writestr(member, data, compresslevel=9)


def _content(name: str, data: bytes, what: Seal) -> bytes:
    if name == "docProps/core.xml":
        return _core(what).encode()
    if name == "docProps/app.xml":
        return _app(what).encode()
    if name == "_rels/.rels":
        return _without_thumbnail(data)
    if name.endswith(".xlsx"):
        return seal(data, Seal(what.title, what.author))
    return data


def _core(what: Seal) -> str:
    packages = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    moments = "".join(
        f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{_STAMP}</dcterms:{kind}>'
        for kind in ("created", "modified")
    )
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{packages}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(what.title)}</dc:title><dc:creator>{escape(what.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(what.author)}</cp:lastModifiedBy>{moments}"
        "</cp:coreProperties>"
    )


def _app(what: Seal) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    counts = "".join(f"<{name}>{number}</{name}>" for name, number in what.counts)
    return (
        f'{_XML}<Properties xmlns="{space}">{counts}<Application>Wenfang</Application></Properties>'
    )


def _without_thumbnail(data: bytes) -> bytes:
    """Drop the relationship to the picture that the empty template carries."""
    head, *relations = data.decode().split("<Relationship ")
    tail = "</Relationships>"
    kept = [item.removesuffix(tail) for item in relations if "thumbnail" not in item]
    return (head + "".join(f"<Relationship {item}" for item in kept) + tail).encode()
