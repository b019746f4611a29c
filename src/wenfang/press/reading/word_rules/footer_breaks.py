"""Headers and footers lose what they say about page breaks."""

from wenfang.press.reading.word_rules.wordml import Part

IN_MARGINS = ("word/header", "word/footer")


def drop_breaks_from_footers(part: Part) -> None:
    """The office gives a line to a framed page number that says "no page break before".

    WPS writes that with every paragraph (ECMA-376, 17.3.1.23); a page cannot break in its margin.
    The taller footer cost each such page a line of text. Gain: docs/reference/press-results.md.
    """
    if not part.name.startswith(IN_MARGINS):
        return
    for said in list(part.all("pageBreakBefore")):
        parent = said.getparent()
        if parent is not None:
            parent.remove(said)
            part.changed = True
