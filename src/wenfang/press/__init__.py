"""The conversion engine: hostile bytes in, faithful pages and text out; knows no Django."""

from wenfang.press.errors import (
    ArchiveBombError,
    DamagedFileError,
    EmptyFileError,
    KilledError,
    OurFaultError,
    PasswordProtectedError,
    PressError,
    TimedOutError,
    TooLargeError,
    UnsupportedFormatError,
)
from wenfang.press.fontconfig import fonts_fingerprint
from wenfang.press.formats import family_of
from wenfang.press.identify import identify
from wenfang.press.model import (
    DESKTOP_WIDTH,
    PHONE_WIDTH,
    THUMBNAIL_WIDTH,
    WARNINGS,
    WIDTHS,
    Limits,
    Message,
    Problem,
    Progress,
)
from wenfang.press.pipeline import press_document, probe, render_pages
from wenfang.press.results import (
    Fidelity,
    FirstPages,
    FontUse,
    Heading,
    PageImage,
    PressResult,
    RenderedPages,
    TextRun,
)
from wenfang.press.rooms import Rooms, Standby
from wenfang.press.typefaces import would_change

__all__ = [
    "DESKTOP_WIDTH",
    "PHONE_WIDTH",
    "THUMBNAIL_WIDTH",
    "WARNINGS",
    "WIDTHS",
    "ArchiveBombError",
    "DamagedFileError",
    "EmptyFileError",
    "Fidelity",
    "FirstPages",
    "FontUse",
    "Heading",
    "KilledError",
    "Limits",
    "Message",
    "OurFaultError",
    "PageImage",
    "PasswordProtectedError",
    "PressError",
    "PressResult",
    "Problem",
    "Progress",
    "RenderedPages",
    "Rooms",
    "Standby",
    "TextRun",
    "TimedOutError",
    "TooLargeError",
    "UnsupportedFormatError",
    "family_of",
    "fonts_fingerprint",
    "identify",
    "press_document",
    "probe",
    "render_pages",
    "would_change",
]
