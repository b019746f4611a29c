"""How faithful the pages are, judged from what can be counted in the file and on them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wenfang.press.family import Findings
from wenfang.press.fidelity import DROPPED
from wenfang.press.results import Fidelity, FontUse

# A page rarely holds more text than this; Chinese characters count twice. Where more would have
# had to fit, the recorded number of pages is out of date, as it is in many files.
PAGE_HOLDS = 2400
PAGES_APART = 3
TEXT_LOST_SHARE, TEXT_LOST_CHARACTERS = 0.05, 50
BOXES_SHARE, BOXES_CHARACTERS = 0.02, 20
BLANK_PAGES = 3

# Fragments of what programs call themselves, and what people call them.
_PROGRAMS = (
    ("wps", "WPS"),
    ("libreoffice", "LibreOffice"),
    ("openoffice", "OpenOffice"),
    ("powerpoint", "PowerPoint"),
    ("excel", "Excel"),
    ("word", "Word"),
    ("keynote", "Keynote"),
)
_WIDE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U00020000-\U0003ffff]")
# Replacement and private characters. Symbol fonts have theirs at F000 to F0FF, and the office
# draws these.
_UNKNOWN = re.compile("[\ue000-\uefff\uf100-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_REGIONS = (" SC", " TC", " JP", " KR", " HK", " CN")


@dataclass(slots=True)
class Tally:
    """What was counted on pages, inside the sandbox; blanks never count.

    ``width`` is the room that the text needs, in half-width characters. ``unknown`` characters
    are those that no font can have a glyph for.
    """

    characters: int = 0
    width: int = 0
    unknown: int = 0
    blank_pages: int = 0

    def add(self, text: str, *, is_blank: bool) -> None:
        """Count one more page."""
        shown = "".join(text.split())
        self.characters += len(shown)
        self.width += 2 * len(shown) - len(_WIDE.sub("", shown))
        self.unknown += len(shown) - len(_UNKNOWN.sub("", shown))
        self.blank_pages += is_blank


def judge(
    found: Findings,
    fonts: Sequence[FontUse],
    *,
    pages: int,
    tally: Tally,
    fonts_on_pages: Sequence[str],
    was_converted: bool,
) -> Fidelity:
    """Hold the pages against what the file says about itself."""
    survey = found.survey
    dropped = {kind: found.dropped[kind] for kind in DROPPED if found.dropped.get(kind)}
    if survey.media:
        dropped = {"media": survey.media} | dropped
    fidelity = Fidelity(
        pages=pages,
        recorded_pages=found.recorded_pages,
        fonts=_seen(fonts, fonts_on_pages),
        dropped=dropped,
        effects=survey.effects,
        source_characters=survey.characters,
        page_characters=tally.characters,
        program=program_name(survey.program),
    )
    return replace(fidelity, doubts=_doubts(fidelity, tally, was_converted))


def program_name(untrusted_program: str) -> str:
    """What people call the program that wrote a file; empty for one that nobody knows."""
    called = untrusted_program.casefold()
    return next((name for fragment, name in _PROGRAMS if fragment in called), "")


def _seen(fonts: Sequence[FontUse], names: Sequence[str]) -> list[FontUse]:
    """Without families whose stand-in is on no page: files name many that they do not use."""
    on_pages = [_squashed(name) for name in names]
    if not on_pages:
        return list(fonts)
    return [
        use
        for use in fonts
        if not use.substituted or any(name.startswith(_base(use.used)) for name in on_pages)
    ]


def _base(family: str) -> str:
    """A family without its region: glyphs of all regions lie in one font file."""
    for region in _REGIONS:
        family = family.removesuffix(region)
    return _squashed(family)


def _squashed(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _doubts(fidelity: Fidelity, tally: Tally, was_converted: bool) -> list[str]:
    """What the author has to look at; a PDF is its own preview and can only be blank."""
    raised = {
        "page_count_far": was_converted and _is_far(fidelity, tally.width),
        "text_lost": was_converted and _has_lost_text(fidelity),
        "blank_pages": _is_blank(fidelity, tally.blank_pages),
        "boxes": was_converted and _has_boxes(tally),
    }
    return [doubt for doubt, is_raised in raised.items() if is_raised]


def _is_far(fidelity: Fidelity, width: int) -> bool:
    recorded = fidelity.recorded_pages or 0
    if not recorded or abs(fidelity.pages - recorded) < PAGES_APART:
        return False
    # Programs that lay out no pages write one page into every file: that says nothing.
    too_many = recorded > 1 and fidelity.pages > recorded * 2 and width <= PAGE_HOLDS * recorded
    return fidelity.pages * 2 < recorded or too_many


def _has_lost_text(fidelity: Fidelity) -> bool:
    lost = (fidelity.source_characters or 0) - fidelity.page_characters
    share = TEXT_LOST_SHARE * (fidelity.source_characters or 0)
    return lost > max(TEXT_LOST_CHARACTERS, share)


def _is_blank(fidelity: Fidelity, blank: int) -> bool:
    if blank == fidelity.pages:
        return fidelity.source_characters != 0
    return blank >= BLANK_PAGES and blank * 2 > fidelity.pages


def _has_boxes(tally: Tally) -> bool:
    return tally.unknown > max(BOXES_CHARACTERS, BOXES_SHARE * tally.characters)
