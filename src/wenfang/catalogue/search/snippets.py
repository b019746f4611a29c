"""The words around a hit, from free text only, with the hit marked."""

import re
from collections.abc import Iterable, Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from wenfang.catalogue.words import Term, holds

BEFORE = 24
LENGTH = 110


def snippet_of(paragraphs: Iterable[str], terms: Sequence[Term]) -> SafeString:
    """Safe HTML: the paragraph's part around its first hit, or the beginning of the text."""
    shown = list(paragraphs)
    pattern = _pattern(terms)
    if pattern is None or not shown:
        return SafeString("")
    for term_count in (len(terms), 1):
        for text in shown:
            if _count(text, terms) >= term_count and (hit := pattern.search(text)):
                return _marked(_around(text, hit.start()), pattern)
    return _marked(_around(shown[0], 0), pattern)


def _count(text: str, terms: Sequence[Term]) -> int:
    return sum(holds([text], [term]) for term in terms)


def _pattern(terms: Sequence[Term]) -> re.Pattern[str] | None:
    """Matches any term; between its signs other marks may stand, as in ``U-31517``."""
    ways = [r"[\W_]*".join(map(re.escape, term.signs)) for term in terms]
    longest_first = sorted(ways, key=len, reverse=True)
    return re.compile("|".join(longest_first), re.IGNORECASE) if ways else None


def _around(text: str, start: int) -> str:
    first = max(0, start - BEFORE)
    last = min(len(text), first + LENGTH)
    return ("…" if first else "") + text[first:last].strip() + ("…" if last < len(text) else "")


def _marked(text: str, pattern: re.Pattern[str]) -> SafeString:
    """The text with every hit in ``<mark>``; everything else is escaped."""
    pieces, end = [], 0
    for hit in pattern.finditer(text):
        pieces += [("", text[end : hit.start()], ""), ("<mark>", hit[0], "</mark>")]
        end = hit.end()
    pieces.append(("", text[end:], ""))
    opened = [(SafeString(before), middle, SafeString(after)) for before, middle, after in pieces]
    return format_html_join("", "{}{}{}", opened)
