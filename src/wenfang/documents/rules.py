"""Pure decisions about documents: names, free pages, what may be sold, when to give up."""

import re
import unicodedata
from pathlib import PurePosixPath

MAX_TITLE = 200
MAX_INTRODUCTION = 2000
MAX_CHANGE_NOTE = 500
MAX_FREE_PAGES = 100_000
MAX_DEFAULT_FREE_PAGES = 5
PAGES_PER_FREE_PAGE = 8
CRASHES_BEFORE_QUARANTINE = 2
FAULTS_BEFORE_FAILURE = 2
LOST_ATTEMPTS_BEFORE_FAILURE = 6

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")


def default_free_pages(pages: int) -> int:
    """About every eighth page, at least one and at most five: 17 pages give 2."""
    return max(1, min(MAX_DEFAULT_FREE_PAGES, round(pages / PAGES_PER_FREE_PAGE)))


def free_page_count(chosen: int | None, pages: int) -> int:
    """How many of ``pages`` are readable without paying; ``chosen`` may exceed them."""
    return min(pages, default_free_pages(pages) if chosen is None else chosen)


def can_sell(*, is_ready: bool, scan: str, scan_required: bool) -> bool:
    """Whether a revision may go on sale; what was not scanned never counts as clean."""
    if not is_ready or scan == "infected":
        return False
    return scan == "clean" or not scan_required


def is_hopeless(*, crashes: int, attempts: int) -> bool:
    """Whether no further attempt is made by itself, judged before an attempt."""
    return crashes >= CRASHES_BEFORE_QUARANTINE or attempts >= LOST_ATTEMPTS_BEFORE_FAILURE


def clean_line(text: str, limit: int) -> str:
    """One line of plain characters: no controls, no runs of blanks, at most ``limit`` long."""
    plain = _CONTROL.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(plain.split())[:limit].rstrip()


def clean_paragraphs(text: str) -> str:
    """Plain characters, one line per paragraph, without empty paragraphs."""
    lines = (clean_line(line, len(line)) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def clean_file_name(name: str) -> str:
    """The bare name of an uploaded file, without folders, short enough for any disk."""
    bare = clean_line(PurePosixPath(name.replace("\\", "/")).name, 1000).lstrip(".") or "document"
    stem, dot, suffix = bare.rpartition(".")
    if not dot or len(suffix) > 10:
        return bare[:120]
    return f"{stem[:120].rstrip()}.{suffix}"


def title_of_file(name: str) -> str:
    """A title from a file's name, for documents that propose none."""
    stem, dot, _ = name.rpartition(".")
    return clean_line((stem if dot else name).replace("_", " "), MAX_TITLE)
