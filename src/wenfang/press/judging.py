"""How faithful the pages are, judged from what can be counted in the file and on them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from wenfang.press.family import Findings
from wenfang.press.fidelity import DROPPED
from wenfang.press.results import Fidelity, FontUse

# A page rarely holds more text than this; Chinese characters count twice. Where more would have
# had to fit, the recorded number of pages is out of date, as it is in many files.
PAGE_HOLDS = 2400
PAGES_MISSING = 3
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
_REGIONS = (" SC", " TC", " JP", " KR", " HK", " CN")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages turned out to be; ``fonts`` are the names of the fonts in the PDF."""

    texts: Sequence[str]
    fonts: Sequence[str]
    blank: int
    truncated: bool
    was_converted: bool


def judge(found: Findings, shown: Shown, fonts: Sequence[FontUse]) -> Fidelity:
    """Hold the pages against what the file says about itself."""
    survey = found.survey
    dropped = {kind: found.dropped[kind] for kind in DROPPED if found.dropped.get(kind)}
    if survey.media:
        dropped = {"media": survey.media} | dropped
    fidelity = Fidelity(
        pages=len(shown.texts),
        recorded_pages=found.recorded_pages,
        fonts=_seen(fonts, shown.fonts),
        dropped=dropped,
        effects=survey.effects,
        source_characters=survey.characters,
        page_characters=sum(len(word) for text in shown.texts for word in text.split()),
        program=program_name(survey.program),
    )
    fidelity.doubts.extend(_doubts(fidelity, shown))
    return fidelity


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


def _doubts(fidelity: Fidelity, shown: Shown) -> list[str]:
    """What the author has to look at; a PDF is its own preview and can only be blank."""
    raised = {
        "page_count_far": shown.was_converted and _is_far(fidelity, shown.texts),
        "text_lost": shown.was_converted and not shown.truncated and _has_lost_text(fidelity),
        "blank_pages": _is_blank(fidelity, shown.blank),
        "boxes": shown.was_converted and _has_boxes(shown.texts, fidelity.page_characters),
    }
    return [doubt for doubt, is_raised in raised.items() if is_raised]


def _is_far(fidelity: Fidelity, texts: Sequence[str]) -> bool:
    recorded = fidelity.recorded_pages or 0
    if not recorded:
        return False
    too_few = fidelity.pages * 2 < recorded and recorded - fidelity.pages >= PAGES_MISSING
    too_many = fidelity.pages > recorded * 2 and fidelity.pages - recorded >= PAGES_MISSING
    return too_few or (too_many and _width(texts) <= PAGE_HOLDS * recorded)


def _width(texts: Sequence[str]) -> int:
    """How much room the text needs, in half-width characters."""
    words = [word for text in texts for word in text.split()]
    return sum(len(word) + sum(character > "\u2e7f" for character in word) for word in words)


def _has_lost_text(fidelity: Fidelity) -> bool:
    lost = (fidelity.source_characters or 0) - fidelity.page_characters
    share = TEXT_LOST_SHARE * (fidelity.source_characters or 0)
    return lost > max(TEXT_LOST_CHARACTERS, share)


def _is_blank(fidelity: Fidelity, blank: int) -> bool:
    if blank == fidelity.pages:
        return fidelity.source_characters != 0
    return blank >= BLANK_PAGES and blank * 2 > fidelity.pages


def _has_boxes(texts: Sequence[str], characters: int) -> bool:
    unknown = sum(_is_unknown(character) for text in texts for character in text if character > "~")
    return unknown > max(BOXES_CHARACTERS, BOXES_SHARE * characters)


def _is_unknown(character: str) -> bool:
    """Whether no font can have a glyph for it: private, unassigned, or a replacement already.

    Symbol fonts have theirs in the private range from F000 to F0FF, which the office draws.
    """
    if character == "\ufffd":
        return True
    return not "\uf000" <= character <= "\uf0ff" and unicodedata.category(character) in (
        "Co",
        "Cn",
    )
