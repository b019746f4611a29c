"""OpenDocument packages: bounds, a sanitised copy, and what they say about themselves."""

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from wenfang.press.errors import DamagedFileError, PasswordProtectedError
from wenfang.press.family import Findings, Inspection
from wenfang.press.reading.names import families, sensible_title
from wenfang.press.reading.survey import survey_odf
from wenfang.press.reading.xml import parse
from wenfang.press.reading.zips import rewrite
from wenfang.press.survey import Survey

MANIFEST, MANIFEST_BYTES = "META-INF/manifest.xml", 4 * 1024 * 1024
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_MAYBE_OUTSIDE = re.compile(rb"href\s*=\s*[\"']\s*(?:[A-Za-z][\w+.-]*:|/|\.\./)")
_OUTSIDE = re.compile(r"^\s*(?:[A-Za-z][\w+.-]*:|/|\.\./)")
# What a person clicks may lead outside; everything else would be fetched.
_CLICKED = {"a", "hyperlink", "button", "event-listener", "script"}
_FONTS = re.compile(
    r'(?:svg:font-family|fo:font-family|style:font-family-asian)="(?:&apos;)?([^"&]{1,64})'
)
_ENCRYPTED = b"encryption-data"


@dataclass(slots=True)
class _Reader:
    """Visits every part of one package and remembers what it learns."""

    title: str = ""
    pages: int | None = None
    survey: Survey = field(default_factory=Survey)
    fonts: dict[str, None] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)
    has_content: bool = False

    def leaves_out(self, name: str) -> bool:
        """Macros stay out; their parts are also the only ones that may have a DTD."""
        if name.startswith(("Basic/", "Dialogs/", "Scripts/")):
            self.warnings["macros_removed"] = None
            return True
        return False

    def visit(self, name: str, content: bytes) -> bytes:
        """Read what the part says and drop what leads outside."""
        survey_odf(self.survey, name, content)
        if name == "meta.xml":
            self._read_meta(content)
        elif name in ("content.xml", "styles.xml"):
            self.has_content |= name == "content.xml"
            self.fonts |= dict.fromkeys(_FONTS.findall(content.decode("utf-8", "replace")))
        if name.endswith(".xml") and _MAYBE_OUTSIDE.search(content):
            return self._without_external(content)
        return content

    def _read_meta(self, content: bytes) -> None:
        for element in parse(content).iter():
            if not isinstance(element.tag, str):
                continue
            kind = etree.QName(element).localname
            if kind == "title":
                self.title = str(element.text or "")
            elif kind == "document-statistic":
                self._read_statistic(element)

    def _read_statistic(self, element: etree._Element) -> None:
        for name, value in element.attrib.items():
            if str(name).endswith("}page-count") and str(value).isdecimal():
                self.pages = min(int(value), 10**6) or None

    def _without_external(self, content: bytes) -> bytes:
        root = parse(content)
        dropped = False
        for element in root.iter():
            target = element.get(XLINK_HREF, "") if isinstance(element.tag, str) else ""
            if _OUTSIDE.match(target) and etree.QName(element).localname not in _CLICKED:
                element.set(XLINK_HREF, "")
                dropped = True
        if not dropped:
            return content
        self.warnings["linked_content_removed"] = None
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def inspect(inspection: Inspection, suffix: str) -> Findings:
    """Bound and sanitise a package and read its properties."""
    reader = _Reader()
    _refuse_encrypted(inspection.source)
    rewrite(inspection.source, inspection.clean(suffix), inspection.limits, reader)
    if not reader.has_content:
        raise DamagedFileError
    return Findings(
        format=inspection.format,
        clean=inspection.clean(suffix).name,
        fonts=families(reader.fonts),
        recorded_pages=reader.pages,
        survey=reader.survey,
        title=sensible_title(reader.title),
        warnings=list(reader.warnings),
    )


def _refuse_encrypted(source: Path) -> None:
    """Encrypted parts look like rubbish, so the manifest that says so is read before them."""
    try:
        with zipfile.ZipFile(source) as archive, archive.open(MANIFEST) as part:
            if _ENCRYPTED in part.read(MANIFEST_BYTES):
                raise PasswordProtectedError
    except KeyError:
        return
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise DamagedFileError from error
