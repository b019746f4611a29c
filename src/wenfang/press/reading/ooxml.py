"""Office Open XML: bounds, a sanitised copy, and what the package says about itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from wenfang.press.errors import UnsupportedFormatError
from wenfang.press.family import Findings, Inspection
from wenfang.press.reading.dropped import CONTROLS, MACROS, Dropped
from wenfang.press.reading.equations import is_equation
from wenfang.press.reading.fit import fit_to_width
from wenfang.press.reading.names import families, sensible_title
from wenfang.press.reading.ooxml_parts import disarmed, without_questions
from wenfang.press.reading.ooxml_relations import Relations
from wenfang.press.reading.survey import survey_ooxml
from wenfang.press.reading.word_rules import READ_FIRST, WordRules
from wenfang.press.reading.xml import parse
from wenfang.press.reading.zips import is_xml, rewrite
from wenfang.press.survey import Survey

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
_ACTIVE = re.compile(
    r"^\w+/(activex/|vbaproject|vbadata|macrosheets/|customui|connections\.xml$|querytables/)"
)
_MACROS = re.compile(r"^\w+/(vba|macro)")
_CONTROLS = re.compile(r"^\w+/activex/[^/]*\.xml$")
_EMBEDDED = re.compile(r"(^|/)embeddings/")
_XML = re.compile(r"\.(xml|vml)$")
# A document is pressed as what it would be without its macros (ECMA-376 part 1, 15.2).
_ENABLED = (
    (b"vnd.ms-word.document.macroEnabled.main", b"wordprocessingml.document.main"),
    (b"vnd.ms-word.template.macroEnabledTemplate.main", b"wordprocessingml.template.main"),
    (b"vnd.ms-excel.sheet.macroEnabled.main", b"spreadsheetml.sheet.main"),
    (b"vnd.ms-excel.template.macroEnabled.main", b"spreadsheetml.template.main"),
    (b"vnd.ms-powerpoint.presentation.macroEnabled.main", b"presentationml.presentation.main"),
    (b"vnd.ms-powerpoint.slideshow.macroEnabled.main", b"presentationml.slideshow.main"),
    (b"vnd.ms-powerpoint.template.macroEnabled.main", b"presentationml.template.main"),
)


def _order(name: str) -> int:
    """What is embedded before the relationships to it, and these before the parts that use them."""
    lower = name.lower().lstrip("/")
    if _EMBEDDED.search(lower):
        return 0
    if lower.endswith(".rels"):
        return 1
    return 2 + (READ_FIRST.index(lower) if lower in READ_FIRST else len(READ_FIRST))


@dataclass(slots=True)
class Reader:
    """Visits every part of one package and remembers what it learns."""

    main_type: str = ""
    numbers: dict[str, int] = field(default_factory=dict)
    survey: Survey = field(default_factory=Survey)
    title: str = ""
    fonts: dict[str, None] = field(default_factory=dict)
    word: WordRules = field(default_factory=WordRules)
    dropped: Dropped = field(default_factory=Dropped)
    relations: Relations = field(init=False)

    def __post_init__(self) -> None:
        self.relations = Relations(self.dropped)

    def leaves_out(self, name: str) -> bool:
        """Macros, controls and queries stay out."""
        lower = name.lower().lstrip("/")
        if not _ACTIVE.match(lower):
            return False
        if _MACROS.match(lower):
            self.dropped.note(MACROS)
        elif _CONTROLS.match(lower):
            self.dropped.note(CONTROLS)
        return True

    def visit(self, name: str, content: bytes) -> bytes | None:
        """Read what the part says and drop what leads outside."""
        lower = name.lower().lstrip("/")
        if _EMBEDDED.search(lower) and not is_equation(content):
            self.relations.removed.add(lower)
        if lower in self.relations.removed:
            return None
        if lower.endswith(".rels"):
            return self.relations.cleaned(lower, content)
        if not _XML.search(lower) and not is_xml(lower, content):
            return content
        self._learn(lower, content)
        return self._cleaned(lower, content)

    def _cleaned(self, name: str, content: bytes) -> bytes:
        if name == "[content_types].xml":
            return _without_macros(content)
        content = disarmed(content, self.relations.gone.get(name, set()), self.dropped)
        if name.startswith("word/"):
            return self.word.applied(name, content)
        if name.startswith("xl/"):
            content = without_questions(content, self.dropped)
        return fit_to_width(content) if name.startswith("xl/worksheets/sheet") else content

    def _learn(self, name: str, content: bytes) -> None:
        survey_ooxml(self.survey, name, content)
        if name == "[content_types].xml":
            self.main_type = _main_type(content)
        elif name == "docprops/app.xml":
            self.numbers = _numbers(content)
        elif name == "docprops/core.xml":
            self.title = _title(content)
        elif _TEXT_PARTS.match(name) or name == "word/fonttable.xml":
            for tag in dict.fromkeys(_FONT_TAGS.findall(content.decode("utf-8", "replace"))):
                self.fonts |= dict.fromkeys(_FONT_NAMES.findall(tag))


def inspect(inspection: Inspection, kinds: Iterable[tuple[str, str, str]], count: str) -> Findings:
    """Bound and sanitise a package and read its properties.

    ``kinds`` are a fragment of the main part's content type, the format it means and the suffix
    of the clean copy. ``count`` is the property that holds the recorded number of pages.
    """
    reader = Reader()
    draft = inspection.clean("draft")
    rewrite(inspection.source, draft, inspection.limits, reader, _order)
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
                warnings=reader.dropped.warnings(),
                dropped=dict(reader.dropped.counts),
                squeezes=reader.word.squeezes,
            )
    raise UnsupportedFormatError


def _without_macros(content: bytes) -> bytes:
    for enabled, plain in _ENABLED:
        content = content.replace(enabled, b"vnd.openxmlformats-officedocument." + plain)
    return content


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
