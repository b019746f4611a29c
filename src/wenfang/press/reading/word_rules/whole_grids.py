"""The lines of a document grid are stretched until they fill the height of the page."""

from wenfang.press.reading.word_rules.wordml import Part, number

# The office keeps lengths as hundredths of a millimetre and lays out in twips, 1440 to the inch.
_HUNDREDTHS, _TWIPS = 127, 72


def fill_pages_with_grids(part: Part) -> None:
    """The office cuts the text area down to whole lines of the grid, also for text off the grid.

    Word lays text off the grid into the whole area (ECMA-376, 17.6.5 speaks of lines, not of the
    area). As many lines as before, each a little taller, leave nothing to cut off. Gain:
    docs/reference/press-results.md.
    """
    for section in part.all("sectPr"):
        grid = part.child(section, "docGrid")
        height = part.text_height(section)
        pitch = number(part.value(grid, "linePitch"))
        if grid is None or part.value(grid, "type") != "lines" or not 0 < pitch <= height:
            continue
        stretched = _widest_pitch(height, height // pitch)
        if stretched > pitch:
            grid.set(part.tag("linePitch"), str(stretched))
            part.changed = True


def _widest_pitch(height: int, lines: int) -> int:
    """The tallest line of which the office, after its rounding, still fits so many."""
    pitch = height // lines
    while _as_laid_out(pitch) * lines > height:
        pitch -= 1
    return pitch


def _as_laid_out(twips: int) -> int:
    return round(round(twips * _HUNDREDTHS / _TWIPS) * _TWIPS / _HUNDREDTHS)
