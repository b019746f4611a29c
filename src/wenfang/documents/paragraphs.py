"""From the text of pages to paragraphs: no running heads, no page numbers, soft breaks undone."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum

CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·"
# A line that fills less than this part of its page's usual width ends its paragraph; below the
# second number surely, between the two only if it ends like a sentence.
FULL_ENOUGH = 0.75
SURELY_SHORT = 0.5
RUNNING_LINES = 2

_IS_CJK = re.compile(f"[{CJK}]")
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|hr|em|strong|span|div|font|img|table|tr|td|th|ul|ol|li|h[1-6]|sub|sup)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff0-\uffff"
    "\ue000-\uf8ff]"
)
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")
_ARTICLE = re.compile(r"^(第 ?(?:[一二三四五六七八九十百千零〇\d] ?){1,7}[条章节款]) ")
_SPACED_CJK = re.compile(f"(?<=[{CJK}]) (?=[{CJK}])")
_NUMBER = r"(?:\d{1,5}|[一二三四五六七八九十百千〇零]+|[ivxlc]+)"
_PAGE_NUMBER = re.compile(
    rf"[\W_]*(?:第\s*{_NUMBER}\s*页\W*)?(?:共\s*{_NUMBER}\s*页)?[\W_]*"
    rf"|[\W_]*(?:page\s*)?\d{{1,5}}(?:\s*(?:/|of)\s*\d{{1,5}})?[\W_]*"
    rf"|[-–—\s]*[ivxlc]+[-–—\s]*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"\.{4,}|…{2,}|·{4,}|(?:\. ){4,}|_{3,}")
_STARTS_ANEW = re.compile(
    r"[•●◆◇■□▪▸►➤✓★※]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十百千零〇\d]{1,7}[条章节](?:\u3000|$)"
    r"|\(?\d{1,2}[.、)）]\s?\D"
)
_ENDS_WELL = re.compile(r"[。！？.!?：:；;][”’」』》）)】\"']*$")
_INDENTED = re.compile(r"(?:\u3000{1,2}|[ \t]{2,})\S")


class Break(Enum):
    """Whether a paragraph ends with a line."""

    NONE = "none"
    DOUBTFUL = "doubtful"
    SURE = "sure"


def clean_text(text: str) -> str:
    """Characters for people: no tags, entities, controls, private-use signs or odd blanks."""
    plain = _TAG.sub(" ", text)
    plain = _ENTITY.sub(lambda found: html.unescape(found[0]), plain)
    plain = _ODD.sub("", unicodedata.normalize("NFC", plain))
    plain = _BLANKS.sub(" ", plain).strip()
    # The blank after an article's number is the author's; others between characters are not.
    return _SPACED_CJK.sub("", _ARTICLE.sub("\\1\u3000", plain))


def display_width(text: str) -> int:
    """How wide a line looks, in halves of a Chinese character."""
    return sum(2 if _IS_CJK.match(sign) else 1 for sign in text)


def paragraphs_of(texts: Sequence[str], *, doubt: str = "") -> list[str]:
    """The paragraphs of consecutive pages, without headers, page numbers and contents lines.

    ``doubt`` is put where a line may or may not go on in the next one.
    """
    pages = _without_running_lines([_lines(text) for text in texts])
    found: list[str] = []
    end = Break.SURE
    for line, starts, next_end in _marked(pages):
        if starts or end is Break.SURE or not found:
            found.append(line)
        else:
            found[-1] = _joined(found[-1] + (doubt if end is Break.DOUBTFUL else ""), line)
        end = next_end
    return found


def _lines(text: str) -> list[str]:
    """The raw lines of a page; what they begin with still tells where paragraphs start."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line for line in lines if clean_text(line)]


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and lines at the edge of at least two pages and of half of all.

    What ends like a sentence is never a running head, however often it comes.
    """
    seen = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)})
    running = {
        key
        for key, count in seen.items()
        if count >= max(2, len(pages) / 2) and key[-1] not in "。！？.!?"
    }
    return [[line for line in lines if not _is_running(line, lines, running)] for lines in pages]


def _edges(lines: list[str]) -> list[str]:
    return lines[:RUNNING_LINES] + lines[-RUNNING_LINES:]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", clean_text(line))


def _is_running(line: str, lines: list[str], running: set[str]) -> bool:
    if line not in _edges(lines):
        return False
    return _PAGE_NUMBER.fullmatch(clean_text(line)) is not None or _key(line) in running


def _marked(pages: list[list[str]]) -> Iterator[tuple[str, bool, Break]]:
    """Each clean line, whether it starts a paragraph, and whether it ends one.

    Contents lines and lines in capitals stand alone.
    """
    for lines in pages:
        usual = _usual_width([clean_text(line) for line in lines])
        for raw in lines:
            line = clean_text(raw)
            if _CONTENTS.search(line) or (line.isupper() and line.isascii()):
                yield line, True, Break.SURE
                continue
            starts = bool(_INDENTED.match(raw) or _STARTS_ANEW.match(line))
            yield line, starts, _end_of(line, usual)


def _end_of(line: str, usual: float) -> Break:
    width = display_width(line)
    if width >= usual * FULL_ENOUGH:
        return Break.NONE
    is_short = width < usual * SURELY_SHORT
    return Break.SURE if is_short or _ENDS_WELL.search(line) else Break.DOUBTFUL


def _usual_width(lines: list[str]) -> float:
    """The width that the fuller lines of a page have."""
    widths = sorted(display_width(line) for line in lines)
    return widths[int(len(widths) * 0.8)] if widths else 0


def _joined(before: str, after: str) -> str:
    """Undo one soft line break: nothing between Chinese characters, a blank between words."""
    if before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower():
        return before[:-1] + after
    if _IS_CJK.match(before[-1:]) or _IS_CJK.match(after[:1]):
        return before + after
    return f"{before} {after}"
