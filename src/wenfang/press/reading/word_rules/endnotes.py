"""Endnotes are set right after the text that they belong to."""

import copy
from collections.abc import Callable, Iterator

from lxml import etree

from wenfang.press.reading.word_rules.wordml import Part

ENDNOTES = "word/endnotes.xml"
# Half a line of A4 between its usual margins; Word's separator is 2 inches long.
SEPARATOR_TWIPS = 2880
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def put_endnotes_after_text(part: Part) -> None:
    """The office begins a page for endnotes; Word sets them below the last line of the text.

    ECMA-376, 17.11.22 (pos) and 17.11.23 (separator). The notes become paragraphs of the text.
    Those that Word numbers in a way we do not, or that lead elsewhere, stay where the office
    puts them. Gain: docs/reference/press-results.md.
    """
    if part.name == ENDNOTES:
        part.known.endnotes = part.root
        return
    end = next(iter(part.all("body")), None)
    last = None if end is None else part.child(end, "sectPr")
    notes = _notes(part)
    references = list(part.all("endnoteReference"))
    numbered = _numbering(part, last)
    if last is None or not references or numbered is None or not _all_plain(part, references):
        return
    moved = [copy.deepcopy(notes[part.value(one, "id") or ""]) for one in references]
    for number, (reference, note) in enumerate(zip(references, moved, strict=True), 1):
        for mark in (reference, *note.iter(part.tag("endnoteRef"))):
            _become_text(part, mark, numbered(number))
    for paragraph in (_separator(part, last), *(child for note in moved for child in note)):
        last.addprevious(paragraph)
    part.changed = True


def _notes(part: Part) -> dict[str, etree._Element]:
    """The document's notes by id, none when they are written in another dialect of the format."""
    root = part.known.endnotes
    if root is None or etree.QName(root).namespace != part.namespace:
        return {}
    return {part.value(note, "id") or "": note for note in root.iterchildren(part.tag("endnote"))}


def _all_plain(part: Part, references: list[etree._Element]) -> bool:
    """Whether each note is there, is numbered by Word, and names nothing outside its part."""
    notes = _notes(part)
    return all(
        part.value(reference, "customMarkFollows") is None
        and (note := notes.get(part.value(reference, "id") or "")) is not None
        and not any(_leads_elsewhere(element) for element in note.iter(etree.Element))
        for reference in references
    )


def _leads_elsewhere(element: etree._Element) -> bool:
    return any(str(name).startswith(f"{{{_RELATIONSHIPS}}}") for name in element.attrib)


def _numbering(part: Part, last: etree._Element | None) -> Callable[[int], str] | None:
    """How Word writes the numbers of endnotes, None where it is not simple counting."""
    levels = [part.child(last, "endnotePr"), part.known.endnote_properties]
    said = {"numFmt": "lowerRoman", "pos": "docEnd", "numStart": "1", "numRestart": "continuous"}
    plain = dict(said)
    for name in said:
        values = (part.value(part.child(level, name)) for level in levels)
        said[name] = next((value for value in values if value), said[name])
    style = said.pop("numFmt")
    plain.pop("numFmt")
    styles: dict[str, Callable[[int], str]] = {"lowerRoman": _roman, "decimal": str}
    return styles.get(style) if said == plain else None


def _roman(number: int) -> str:
    return "".join(_roman_digits(number))


def _roman_digits(number: int) -> Iterator[str]:
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        yield digits * count


def _become_text(part: Part, mark: etree._Element, content: str) -> None:
    """A mark that Word would replace by a number becomes that number."""
    mark.tag = part.tag("t")
    mark.attrib.clear()
    mark.text = content


def _separator(part: Part, section: etree._Element) -> etree._Element:
    """An empty line with a rule above it, as long as the one that Word draws."""
    paragraph = etree.Element(part.tag("p"))
    properties = etree.SubElement(paragraph, part.tag("pPr"))
    borders = etree.SubElement(properties, part.tag("pBdr"))
    _set(part, etree.SubElement(borders, part.tag("top")), val="single", sz="4", space="1")
    spacing = etree.SubElement(properties, part.tag("spacing"))
    _set(part, spacing, before="0", after="0", line="240", lineRule="auto")
    rest = str(max(0, part.text_width(section) - SEPARATOR_TWIPS))
    _set(part, etree.SubElement(properties, part.tag("ind")), left="0", right=rest, firstLine="0")
    return paragraph


def _set(part: Part, element: etree._Element, **values: str) -> None:
    for name, value in values.items():
        element.set(part.tag(name), value)
