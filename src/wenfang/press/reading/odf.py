"""OpenDocument packages: bounds, a sanitised copy, and what they say about themselves."""

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from wenfang.press.errors import DamagedFileError, PasswordProtectedError
from wenfang.press.family import Findings, Inspection
from wenfang.press.model import MIB
from wenfang.press.reading.dropped import MACROS, Dropped
from wenfang.press.reading.equations import OLE_MAGIC, is_equation
from wenfang.press.reading.names import families, sensible_title
from wenfang.press.reading.odf_elements import SUSPECT, disarm
from wenfang.press.reading.survey import survey_odf
from wenfang.press.reading.xml import local, local_name, parse, written
from wenfang.press.reading.zips import BROKEN, NESTED, is_xml, rewrite
from wenfang.press.survey import Survey

MANIFEST, MANIFEST_BYTES = "META-INF/manifest.xml", 4 * 1024 * 1024
MIMETYPE = "mimetype"
# Pages up to this length are always parsed, which also refuses those nested without end.
LONGEST_UNSUSPECTED = 4 * MIB
_PAGES = ("content.xml", "styles.xml")
FONTS = re.compile(
    r'(?:svg:font-family|fo:font-family|style:font-family-asian)="(?:&apos;)?([^"&]{1,64})'
)
_ENCRYPTED = b"encryption-data"


@dataclass(slots=True)
class Properties:
    """The title and the recorded number of pages, where a tree has them."""

    title: str = ""
    pages: int | None = None

    def read(self, root: etree._Element) -> None:
        """Take what the first properties in the tree say."""
        for element in root.iter("{*}title", "{*}document-statistic"):
            if local_name(element) == "title":
                self.title = self.title or str(element.text or "")
            else:
                self._read_statistic(element)

    def _read_statistic(self, element: etree._Element) -> None:
        for name, value in element.attrib.items():
            if local(name) == "page-count" and str(value).isdecimal():
                self.pages = min(int(value), 10**6) or None


def _order(name: str) -> int:
    """The type first, as the format wants it; what is embedded before the parts that use it."""
    if name == MIMETYPE:
        return 0
    return 2 if name.endswith(".xml") else 1


@dataclass(slots=True)
class Reader:
    """Visits every part of one package and remembers what it learns."""

    properties: Properties = field(default_factory=Properties)
    survey: Survey = field(default_factory=Survey)
    fonts: dict[str, None] = field(default_factory=dict)
    dropped: Dropped = field(default_factory=Dropped)
    removed: set[str] = field(default_factory=set)
    has_content: bool = False

    def leaves_out(self, name: str) -> bool:
        """Macros stay out; their parts are also the only ones that may have a DTD."""
        if name.startswith(("Basic/", "Dialogs/", "Scripts/")):
            self.dropped.note(MACROS)
            return True
        return False

    def visit(self, name: str, content: bytes) -> bytes | None:
        """Read what the part says and drop what leads outside."""
        if content.startswith((OLE_MAGIC, NESTED)) and not is_equation(content):
            self.removed.add(name)
            return None
        survey_odf(self.survey, name, content)
        if name == "meta.xml":
            self.properties.read(parse(content))
        elif name in ("content.xml", "styles.xml"):
            self.has_content |= name == "content.xml"
            self.fonts |= dict.fromkeys(FONTS.findall(content.decode("utf-8", "replace")))
        if name == MANIFEST or not is_xml(name, content):
            return content
        if not self._is_to_parse(name, content):
            return content
        root = parse(content)
        return written(root) if disarm(root, self.removed, self.dropped) else content

    def _is_to_parse(self, name: str, content: bytes) -> bool:
        always = name.rpartition("/")[2] in _PAGES and len(content) <= LONGEST_UNSUSPECTED
        return always or SUSPECT.search(content) is not None


def inspect(inspection: Inspection, suffix: str) -> Findings:
    """Bound and sanitise a package and read its properties."""
    reader = Reader()
    _refuse_encrypted(inspection.source)
    rewrite(inspection.source, inspection.clean(suffix), inspection.limits, reader, _order)
    if not reader.has_content:
        raise DamagedFileError
    return Findings(
        format=inspection.format,
        clean=inspection.clean(suffix).name,
        fonts=families(reader.fonts),
        recorded_pages=reader.properties.pages,
        survey=reader.survey,
        title=sensible_title(reader.properties.title),
        warnings=reader.dropped.warnings(),
        dropped=dict(reader.dropped.counts),
    )


def _refuse_encrypted(source: Path) -> None:
    """Encrypted parts look like rubbish, so the manifest that says so is read before them."""
    try:
        with zipfile.ZipFile(source) as archive, archive.open(MANIFEST) as part:
            if _ENCRYPTED in part.read(MANIFEST_BYTES):
                raise PasswordProtectedError
    except KeyError:
        return
    except BROKEN as error:
        raise DamagedFileError from error
