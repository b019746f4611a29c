"""How Word sets a page where the office does it differently: one small rule per file.

A rule changes the copy that is converted, never the file that is sold. It is told what the
document's styles and settings say and one part at a time. ``RULES`` are applied in order.
"""

import re
from collections.abc import Callable

from lxml import etree

from wenfang.press.errors import DamagedFileError
from wenfang.press.model import MIB
from wenfang.press.reading.word_rules.character_grids import space_characters_of_grids
from wenfang.press.reading.word_rules.endnotes import ENDNOTES, put_endnotes_after_text
from wenfang.press.reading.word_rules.footer_breaks import drop_breaks_from_footers
from wenfang.press.reading.word_rules.line_grids import keep_lines_of_grids
from wenfang.press.reading.word_rules.unsnapped_lines import unsnap_fixed_lines
from wenfang.press.reading.word_rules.whole_grids import fill_pages_with_grids
from wenfang.press.reading.word_rules.wordml import Known, Part
from wenfang.press.reading.xml import parse

RULES: tuple[Callable[[Part], None], ...] = (
    unsnap_fixed_lines,
    space_characters_of_grids,
    keep_lines_of_grids,
    fill_pages_with_grids,
    put_endnotes_after_text,
    drop_breaks_from_footers,
)

# The rules need styles and settings before they see text, and endnotes before their references.
READ_FIRST = ("word/styles.xml", "word/settings.xml", ENDNOTES)
# A longer part would cost more memory as a tree than its page count is worth.
LONGEST_PART = 24 * MIB
_RULED = re.compile(
    r"^word/(styles|settings|document\d*|header\d+|footer\d+|(foot|end)notes)\.xml$"
)


class WordRules:
    """Applies every rule to the parts of one document, in the order in which they are read."""

    def __init__(self) -> None:
        self.known = Known()

    @property
    def squeezes(self) -> bool:
        """Whether Word may compress punctuation to fill a line (ECMA-376, 17.15.1.18)."""
        return self.known.settings.get("characterSpacingControl", "").startswith("compress")

    def applied(self, name: str, content: bytes) -> bytes:
        """The part as the office should read it; as it was when it is no part with rules."""
        if not _RULED.match(name) or len(content) > LONGEST_PART:
            return content
        try:
            root = parse(content)
        except DamagedFileError:
            # The office may still make something of it, or say itself that it cannot.
            return content
        part = Part(name, root, self.known)
        part.learn()
        for rule in RULES:
            rule(part)
        if not part.changed:
            return content
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
