"""Document grids of lines and characters become grids of lines."""

from wenfang.press.reading.word_rules.wordml import Part

LINES_AND_CHARACTERS = {"linesAndChars", "snapToChars"}


def keep_lines_of_grids(part: Part) -> None:
    """The office gives text larger than the grid's characters two lines of such a grid.

    Word gives it one as long as it fits (ECMA-376, 17.6.5). Without the characters' grid a line
    holds at most one character more or less. Gain: docs/reference/press-results.md.
    """
    for grid in part.all("docGrid"):
        if part.value(grid, "type") in LINES_AND_CHARACTERS:
            grid.set(part.tag("type"), "lines")
            part.changed = True
