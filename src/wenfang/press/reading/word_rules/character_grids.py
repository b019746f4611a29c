"""The pitch of a grid of characters becomes a spacing between characters."""

from collections.abc import Iterator

from lxml import etree

from wenfang.press.reading.word_rules.wordml import Part, number

LINES_AND_CHARACTERS = "linesAndChars"
OFF = ("0", "false", "off")
# The unit of charSpace is 1/4096 of a point; that of spacing is a twip, 1/20 of a point.
_UNITS_IN_TWIP = 4096 // 20


def space_characters_of_grids(part: Part) -> None:
    """Word adds the grid's spacing to each character; the office centres it in a cell instead.

    ECMA-376, 17.6.5 (charSpace) and 17.3.2.34 (snapToGrid of a run). Official Chinese texts have
    28 characters to a line in this way, where 27.6 would fit. Rounded down, because a line that
    is full to the last twip must not lose its last character. Gain:
    docs/reference/press-results.md.
    """
    body = next(iter(part.all("body")), None)
    if body is None:
        return
    for spacing, block in _spaced_blocks(part, body):
        for run in block.iter(part.tag("r")):
            if part.child(run, "t") is not None and _is_on_grid(part, run):
                _add(part, run, spacing)
                part.changed = True


def _spaced_blocks(part: Part, body: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Each child of the body in a section with such a grid, and the grid's spacing in twips."""
    waiting: list[etree._Element] = []
    for block in body.iterchildren(etree.Element):
        waiting.append(block)
        section = next(block.iter(part.tag("sectPr")), None)
        if section is None:
            continue
        grid = part.child(section, "docGrid")
        spacing = number(part.value(grid, "charSpace")) // _UNITS_IN_TWIP
        if part.value(grid, "type") == LINES_AND_CHARACTERS and spacing:
            yield from ((spacing, one) for one in waiting)
        waiting.clear()


def _is_on_grid(part: Part, run: etree._Element) -> bool:
    snap = part.child(run, "rPr", "snapToGrid")
    return part.value(snap) not in OFF


def _add(part: Part, run: etree._Element, spacing: int) -> None:
    own = part.run_property(run, "spacing")
    properties = part.child(run, "rPr")
    if properties is None:
        properties = etree.Element(part.tag("rPr"))
        run.insert(0, properties)
    said = part.child(properties, "spacing")
    if said is None:
        said = etree.SubElement(properties, part.tag("spacing"))
    said.set(part.tag("val"), str(number(part.value(own)) + spacing))
