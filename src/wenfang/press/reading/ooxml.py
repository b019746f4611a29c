"""Office Open XML: bounds, a sanitised copy, and what the package says about itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from wenfang.press.errors import UnsupportedFormatError
from wenfang.press.family import Findings, Inspection
from wenfang.press.reading.fit import fit_to_width
from wenfang.press.reading.names import families, sensible_title
from wenfang.press.reading.survey import survey_ooxml
from wenfang.press.reading.word_rules import READ_FIRST, WordRules
from wenfang.press.reading.xml import parse
from wenfang.press.reading.zips import rewrite
from wenfang.press.survey import Survey

_HYPERLINK = "/hyperlink"
_FONT_TAGS = re.compile(
    r"<(?:w:rFonts|w:font|a:latin|a:ea|a:cs|a:sym|a:font script=\"Hans\"|name|rFont)\s[^>]*"
)
_FONT_NAMES = re.compile(
    r'\b(?:w:ascii|w:hAnsi|w:eastAsia|w:cs|w:name|typeface|val)="([^"]{1,64})"'
)
_TEXT_PARTS = re.compile(
    r"^(word/(document\d*|styles|fontTable|numbering|theme/theme1|footnotes|header\d+|footer\d+)|"
    r"ppt/(presentation|slides/slide\d+|slideMasters/slideMaster\d+|slideLayouts/slideLayout\d+|"
    r"theme/theme\d+)|xl/(styles|sharedStrings|theme/theme1))\.xml$"
)
_ACTIVE = re.compile(r"^\w+/(activeX/|vbaProject|vbaData|macrosheets/|customUI)", re.IGNORECASE)
_MACROS = re.compile(r"^\w+/vba", re.IGNORECASE)


@dataclass(slots=True)
class _Reader:
    """Visits every part of one package and remembers what it learns."""

    main_type: str = ""
    numbers: dict[str, int] = field(default_factory=dict)
    survey: Survey = field(default_factory=Survey)
    title: str = ""
    fonts: dict[str, None] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)
    word: WordRules = field(default_factory=WordRules)

    def leaves_out(self, name: str) -> bool:
        """Macros and controls stay out."""
        lower = name.lower().lstrip("/")
        if _ACTIVE.match(lower):
            kind = "macros_removed" if _MACROS.match(lower) else "active_content_removed"
            self.warnings[kind] = None
            return True
        return False

    def visit(self, name: str, content: bytes) -> bytes:
        """Read what the part says and drop what leads outside."""
        lower = name.lower().lstrip("/")
        if lower.endswith(".rels"):
            return self._without_external(content)
        self._learn(lower, content)
        if lower.startswith("word/"):
            return self.word.applied(lower, content)
        return fit_to_width(content) if lower.startswith("xl/worksheets/sheet") else content

    def _learn(self, name: str, content: bytes) -> None:
        survey_ooxml(self.survey, name, content)
        if name == "[content_types].xml":
            self.main_type = _main_type(content)
        elif name == "docprops/app.xml":
            self.numbers = _numbers(content)
        elif name == "docprops/core.xml":
            self.title = _title(content)
        elif _TEXT_PARTS.match(name) or name == "word/fonttable.xml":
            for tag in dict.fromkeys(_FONT_TAGS.findall(_decoded(content))):
                self.fonts |= dict.fromkeys(_FONT_NAMES.findall(tag))

    def _without_external(self, content: bytes) -> bytes:
        """Drop every relationship that leaves the package, other than links people click."""
        root = parse(content)
        dropped = False
        for relationship in list(root):
            kind = str(relationship.get("Type", "")).lower()
            external = relationship.get("TargetMode", "").lower() == "external"
            if external and not kind.endswith(_HYPERLINK):
                root.remove(relationship)
                dropped = True
        if not dropped:
            return content
        self.warnings["linked_content_removed"] = None
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def inspect(inspection: Inspection, kinds: Iterable[tuple[str, str, str]], count: str) -> Findings:
    """Bound and sanitise a package and read its properties.

    ``kinds`` are a fragment of the main part's content type, the format it means and the suffix
    of the clean copy. ``count`` is the property that holds the recorded number of pages.
    """
    reader = _Reader()
    draft = inspection.clean("draft")
    rewrite(inspection.source, draft, inspection.limits, reader, READ_FIRST)
    for fragment, format_id, suffix in kinds:
        if fragment in reader.main_type:
            clean = draft.rename(inspection.clean(suffix))
            return Findings(
                format=format_id,
                clean=clean.name,
                fonts=families(reader.fonts),
                recorded_pages=reader.numbers.get(count) or None,
                survey=reader.survey,
                title=sensible_title(reader.title),
                warnings=list(reader.warnings),
                squeezes=reader.word.squeezes,
            )
    raise UnsupportedFormatError


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8", "replace")


def _main_type(content: bytes) -> str:
    """The content types of all main parts in one string; other parts' types are left out."""
    types = (str(child.get("ContentType", "")) for child in parse(content))
    return " ".join(kind for kind in types if ".main+xml" in kind)


def _numbers(content: bytes) -> dict[str, int]:
    numbers = {}
    for child in parse(content):
        if isinstance(child.tag, str) and (child.text or "").strip().isdecimal():
            numbers[etree.QName(child).localname] = min(int(child.text or 0), 10**6)
    return numbers


def _title(content: bytes) -> str:
    for child in parse(content):
        if isinstance(child.tag, str) and etree.QName(child).localname == "title":
            return str(child.text or "")
    return ""
