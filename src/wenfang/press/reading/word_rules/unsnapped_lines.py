"""Paragraphs with a line spacing of their own are taken off the document grid."""

from lxml import etree

from wenfang.press.reading.word_rules.wordml import Part

FIXED = {"exact", "atLeast"}


def unsnap_fixed_lines(part: Part) -> None:
    """Word keeps a stated line height; the office gives each line whole lines of the grid.

    ECMA-376, 17.3.1.32 (snapToGrid) and 17.3.1.33 (spacing). Measured gain on Chinese Word files:
    exact page counts from 24 % to 78 %; other languages hardly use the grid and do not change.
    Multiples stay on it: taken off, 17 pages became 12 where Word spreads them over the grid, too.
    """
    for paragraph in part.all("p"):
        properties = part.child(paragraph, "pPr")
        if not _states_height(part, properties):
            continue
        if properties is None:
            properties = etree.Element(part.tag("pPr"))
            paragraph.insert(0, properties)
        _take_off_grid(part, properties)


def _states_height(part: Part, properties: etree._Element | None) -> bool:
    """Whether the line spacing in force is exact or at least so much."""
    line = rule = None
    for level in part.inherited(properties):
        spacing = part.child(level, "spacing")
        line = line or part.value(spacing, "line")
        rule = rule or part.value(spacing, "lineRule")
    return line is not None and rule in FIXED


def _take_off_grid(part: Part, properties: etree._Element) -> None:
    """Say ``snapToGrid="0"`` beside the line spacing, unless the author said it either way."""
    if part.child(properties, "snapToGrid") is not None:
        return
    snap = etree.Element(part.tag("snapToGrid"))
    snap.set(part.tag("val"), "0")
    spacing = part.child(properties, "spacing")
    if spacing is not None:
        spacing.addprevious(snap)
    else:
        properties.append(snap)
    part.changed = True
