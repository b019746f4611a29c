"""Whole sentences out of paragraphs, for introductions: pure text, no rows."""

import re
from collections.abc import Iterator, Sequence

from wenfang.documents.paragraphs import CJK, clean_text, paragraphs_of
from wenfang.press import family_of

SHORTEST = 80
ENOUGH = 160
LONGEST = 300
SHORTEST_SENTENCE = 6

_END = re.compile(
    rf"[。！？]+[”’」』》）)】]*|[.!?]+[\"”’')]*(?=\s+[\"“‘'(]?[A-Z0-9{CJK}]|\s*$)|…+(?=\s*$)"
)
_NOT_AN_END = re.compile(
    r"(?:^|\W)(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Pt|Nr|Fig|Figs|Eq|No|Vol|pp|vs|etc|al|e\.g|i\.e|cf)\.$"
    r"|^\W*[\d.]{1,6}\.$"
)
# A blank to fill in, a placeholder, a lost sign, or the gap that a formula leaves in the text.
_DOUBT = "\x00"
_INCOMPLETE = re.compile(r"_{2,}|\.{4,}|·{4,}|（\s*）|\(\s*\)|\{\{|\}\}|�|\s[.。,，;；]|\x00")
_STARTS_BADLY = re.compile(r"^[，。、；：？！,.;:?!）)」』》】\]}]")
_BULLET = re.compile(r"^[•●◆◇■□▪▸►➤✓★※*·–—-]\s*")


def introduction_from(texts: Sequence[str], *, title: str = "", format: str = "") -> str:
    """80 to 300 characters of whole sentences out of page texts; less where they hold less.

    A deck without sentences is introduced by its whole lines instead.
    """
    paragraphs = [
        text for text in paragraphs_of(texts, doubt=_DOUBT) if _bare(text) != _bare(title)
    ]
    sentences = [found for text in paragraphs for found in _sentences(text)]
    chosen = _fitting(list(dict.fromkeys(sentences)))
    family = family_of(format)
    if not chosen and family and family.in_lines:
        return _from_lines(texts, title)
    return chosen


def _bare(text: str) -> str:
    return "".join(text.split())


def _sentences(paragraph: str) -> Iterator[str]:
    """Every whole sentence of a paragraph; what has no end is not one."""
    start = 0
    for end in _END.finditer(paragraph):
        sentence = paragraph[start : end.end()].strip()
        if _NOT_AN_END.search(sentence):
            continue
        start = end.end()
        sentence = _BULLET.sub("", sentence)
        if _is_good(sentence):
            yield sentence


def _is_good(sentence: str) -> bool:
    if not SHORTEST_SENTENCE <= len(sentence) <= LONGEST:
        return False
    if _INCOMPLETE.search(sentence) or _STARTS_BADLY.match(sentence):
        return False
    letters = sum(sign.isalpha() for sign in sentence)
    return letters >= 0.5 * len(_bare(sentence))


def _fitting(sentences: Sequence[str]) -> str:
    """The first sentences until there is enough; one that is too long is left out."""
    text = ""
    for sentence in sentences:
        longer = _appended(text, sentence)
        if len(longer) <= LONGEST:
            text = longer
        if len(text) >= ENOUGH or (len(text) >= SHORTEST and len(longer) > LONGEST):
            break
    return text


def _appended(text: str, sentence: str) -> str:
    if not text:
        return sentence
    return f"{text} {sentence}" if text[-1].isascii() else text + sentence


def _from_lines(texts: Sequence[str], title: str) -> str:
    """Whole lines of slides, with a dot between them."""
    lines = (_BULLET.sub("", clean_text(line)) for text in texts for line in text.splitlines())
    chosen: list[str] = []
    for line in dict.fromkeys(lines):
        if _bare(line) == _bare(title) or sum(sign.isalpha() for sign in line) < 4:
            continue
        if len(" · ".join([*chosen, line])) > LONGEST:
            break
        chosen.append(line)
    return " · ".join(chosen)
