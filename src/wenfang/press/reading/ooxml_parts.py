"""Elements and fields of Office Open XML that fetch, run or open something, taken out of parts."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from lxml import etree

from wenfang.press.reading.dropped import LINKED, Dropped
from wenfang.press.reading.fields import fetches
from wenfang.press.reading.xml import local, local_name, parse, remove, written

# These go as a whole. All but the first are counted where their relationship is dropped.
_LINKS = ("ddeLink", "oleLink", "subDoc", "attachedTemplate", "mailMerge", "frameset")
_UNWANTED = (*_LINKS, "altChunk", "control")
_OBJECTS = ("OLEObject", "oleObj", "oleObject")
_FIELDS = ("fldSimple", "fldChar", "instrText")
_SHOWN = ("t", "drawing", "pict", "object")
# Element names cannot be written in another way, so a part without these bytes has none of them.
_SUSPECT = [name.encode() for name in (*_UNWANTED, *_OBJECTS, "instrText", "fldSimple")]

_FORMULA = re.compile(
    rb"(<(?:[\w.-]+:)?(?:f|formula[12]?|definedName)(?:\s[^>]*)?(?<!/)>)"
    rb"((?:<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|[^<])*)(?=</)",
    re.DOTALL,
)
_ODD = (b"webservice", b"dde(", b"rtd(", b"call(", b"register", b"&#", b"<![cdata[", b"<!--")
_WRAPPING = re.compile(rb"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ASKS = re.compile(r"\b(WEBSERVICE|DDE|RTD|CALL|REGISTER(\.ID)?)\s*\(", re.IGNORECASE)


def disarmed(content: bytes, gone: set[str], dropped: Dropped) -> bytes:
    """The part without what fetches, runs or opens; ``gone`` are ids that lead nowhere."""
    if not any(name in content for name in _SUSPECT):
        return content
    root = parse(content)
    unwanted = [*_found(root, *_UNWANTED)]
    unwanted += [element for element in _found(root, *_OBJECTS) if _is_gone(element, gone)]
    for element in unwanted:
        if local_name(element) == "ddeLink":
            dropped.note(LINKED)
        remove(element)
    blunted = [field for field in _fields(root) if fetches(field.instruction)]
    for field in blunted:
        if not field.has_result:
            dropped.note(LINKED)
        field.blunt()
    return written(root) if unwanted or blunted else content


def _found(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Every element of these names, whatever their namespace, in the order of the document."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def _is_gone(element: etree._Element, gone: set[str]) -> bool:
    """Whether an object is linked, or its relationship was dropped."""
    ids = {str(value) for key, value in element.attrib.items() if str(key).endswith("}id")}
    return bool(ids & gone)


@dataclass(slots=True)
class _Field:
    """One field: the elements that hold its instruction, and whether its last result is there."""

    texts: list[etree._Element] = dataclass_field(default_factory=list)
    has_result: bool = False

    @property
    def instruction(self) -> str:
        return "".join(
            _attribute(text, "instr")
            if local_name(text) == "fldSimple"
            else "".join(map(str, text.itertext()))
            for text in self.texts
        )

    def blunt(self) -> None:
        """Make it a field that no reader knows, so that its result is shown."""
        for text in self.texts:
            if local_name(text) == "fldSimple":
                _set_attribute(text, "instr", " x ")
            else:
                text.clear()
                text.text = " x "


def _fields(root: etree._Element) -> Iterator[_Field]:
    """Every field; a complex one may be spread over many runs and hold others."""
    stack = [_Field()]
    for element in _found(root, *_FIELDS, *_SHOWN):
        name, mark = local_name(element), _attribute(element, "fldCharType")
        if name == "fldSimple":
            yield _Field([element], has_result=len(element) > 0)
        elif name == "instrText":
            stack[-1].texts.append(element)
        elif mark == "begin":
            stack.append(_Field())
        elif mark == "end" and len(stack) > 1:
            yield stack.pop()
        elif name in _SHOWN:
            for field in stack:
                field.has_result = True
    yield from stack


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute's value, whatever its namespace."""
    found = (value for key, value in element.attrib.items() if local(key) == name)
    return str(next(found, ""))


def _set_attribute(element: etree._Element, name: str, value: str) -> None:
    for key in [key for key in element.attrib if local(key) == name]:
        element.set(key, value)


def without_questions(content: bytes, dropped: Dropped) -> bytes:
    """A sheet or workbook without formulas that ask a server or another program."""
    lower = content.lower()
    if not any(mark in lower for mark in _ODD):
        return content

    def judged(found: re.Match[bytes]) -> bytes:
        plain = _WRAPPING.sub(lambda wrapped: wrapped[1] or b"", found[2])
        if not _ASKS.search(html.unescape(plain.decode("utf-8", "replace"))):
            return found[0]
        dropped.note(LINKED)
        return found[1] + b"NA()"

    return _FORMULA.sub(judged, content)
