"""The conversion engine: hostile bytes in, faithful pages and text out; knows no Django."""

from wenfang.press.errors import (
    ArchiveBombError,
    DamagedFileError,
    EmptyFileError,
    OurFaultError,
    PasswordProtectedError,
    PressError,
    TimedOutError,
    TooLargeError,
    UnsupportedFormatError,
)
from wenfang.press.identify import identify
from wenfang.press.model import (
    WARNINGS,
    WIDTHS,
    Limits,
    Message,
    PageImage,
    PressResult,
    Problem,
    Progress,
)
from wenfang.press.pipeline import press_document, probe, render_pages

__all__ = [
    "WARNINGS",
    "WIDTHS",
    "ArchiveBombError",
    "DamagedFileError",
    "EmptyFileError",
    "Limits",
    "Message",
    "OurFaultError",
    "PageImage",
    "PasswordProtectedError",
    "PressError",
    "PressResult",
    "Problem",
    "Progress",
    "TimedOutError",
    "TooLargeError",
    "UnsupportedFormatError",
    "identify",
    "press_document",
    "probe",
    "render_pages",
]
