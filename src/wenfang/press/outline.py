"""A document's outline: from its bookmarks, its slides' titles, or the numbers of its headings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wenfang.press.results import Heading

MOST_HEADINGS = 2_000
TITLE_LENGTH = 200
DEEPEST = 6
# The office cuts the titles of slides to about this length when it makes bookmarks of them.
CUT_LENGTH = 60
FEW = 3

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
# What programs call sheets and slides that nobody gave a name.
_NAMELESS = re.compile(
    r"^((sheet|slide|page|table|tabelle|feuil|工作表|幻灯片|页|第) ?\d+ ?(页|張|张)?|blank page)$",
    re.IGNORECASE,
)
WIDEST_TITLE = 60
_OPENING = re.compile(r"[^\W_a-z]|[“《【（]")
_REPEATED = re.compile(r" \(\d+\)$")


def clean_title(untrusted_title: str) -> str:
    """A heading as one line without what cannot be seen; full-width characters stay so."""
    composed = unicodedata.normalize("NFC", untrusted_title[: 4 * TITLE_LENGTH])
    return " ".join(_HIDDEN.sub(" ", composed.replace("\u00ad", "")).split())[:TITLE_LENGTH]


def is_nameless(title: str) -> bool:
    """Whether a title is one that programs give to sheets and slides by themselves."""
    return not title or bool(_NAMELESS.match(title))


def from_bookmarks(bookmarks: Iterable[Heading]) -> list[Heading]:
    """What a file's own bookmarks say; only those with a name."""
    cleaned = (
        Heading(min(max(mark.level, 1), DEEPEST), clean_title(mark.title), mark.page)
        for mark in bookmarks
    )
    return [mark for mark in cleaned if not is_nameless(mark.title)][:MOST_HEADINGS]


def needs_its_strongest_line(title: str) -> bool:
    """Whether a slide has no title of its own, or one that the office may have cut."""
    cleaned = clean_title(title)
    return is_nameless(cleaned) or len(cleaned) >= CUT_LENGTH


def from_slides(bookmarks: Iterable[Heading], strongest: dict[int, str]) -> list[Heading]:
    """One heading per slide: its title, or else its strongest line; repetitions once.

    ``strongest`` are the strongest lines by page.
    """
    names = {mark.page: _REPEATED.sub("", clean_title(mark.title)) for mark in bookmarks}
    found: list[Heading] = []
    for page in sorted(names.keys() | strongest.keys()):
        name, line = names.get(page, ""), clean_title(strongest.get(page, ""))
        title = _whole(name, line) or (line if _may_be_title(line) else "")
        if title and not (found and found[-1].title == title):
            found.append(Heading(1, title, page))
    return found[:MOST_HEADINGS]


def _whole(name: str, line: str) -> str:
    """The name of a slide, with what the office cut off; empty when the slide has no name."""
    if is_nameless(name) or len(name) < CUT_LENGTH:
        return "" if is_nameless(name) else name
    return line if line.startswith(name) else f"{name}…"


def _may_be_title(line: str) -> bool:
    """Whether the strongest line of a slide without a title reads like one."""
    letters = sum(character.isalpha() for character in line)
    is_short = letters >= 2 and _width(line) <= WIDEST_TITLE
    is_sentence = "。" in line or "，" in line or line.endswith(_UNFINISHED)
    return is_short and bool(_OPENING.match(line)) and not is_sentence


def best_outline(bookmarks: list[Heading], numbered: list[Heading]) -> list[Heading]:
    """Bookmarks, unless they are too few to be an outline and the numbers tell more."""
    return numbered if len(bookmarks) < FEW and len(numbered) > len(bookmarks) else bookmarks


# Numbered headings, outermost kind first. The last group is the title.
_HAN = "〇零一二三四五六七八九十百"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第([{_HAN}\d]{{1,4}}) ?(?:编|篇|部分)(?:[ :：]+|$)(.{{0,60}})$")),
    (
        "chapter",
        re.compile(rf"第 ?([{_HAN}\d]{{1,4}}) ?章(?:[ :：]+|(?=\S{{1,30}}$)|$)(.{{0,60}})$"),
    ),
    (
        "section",
        re.compile(rf"第 ?([{_HAN}\d]{{1,4}}) ?节(?:[ :：]+|(?=\S{{1,30}}$)|$)(.{{0,60}})$"),
    ),
    ("han", re.compile(rf"([{_HAN}]{{1,4}})、 ?(\S.{{0,60}})$")),
    ("han_brackets", re.compile(rf"[（(]([{_HAN}]{{1,4}})[）)] ?[、.．]? ?(\S.{{0,60}})$")),
    ("dotted", re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){0,3})(?:[.．、] ?| )(\D.{0,40})$")),
    ("brackets", re.compile(r"[（(](\d{1,2})[）)] ?(\S.{0,40})$")),
)
_WEAK = {"dotted", "brackets"}
_FIRST = re.compile(rf"^[第（({_HAN}\d]")
_LEADERS = re.compile(r"[.．…·。_—-]{3,}|\s\d{1,4}$|\t")
_UNFINISHED = ("。", "；", "，", "、", ",", ";", "：", ":", "?", "？", "！", ".")
_ASKED = re.compile(r"[（(]\s*[）)]|_{2,}|[?？=＝]|^[\d.\s、,，]+$")
_EXAM = re.compile(r"选择题|填空题|判断题|简答题|试卷|试题|单选|多选|得分|答案")
_RUN_IN = re.compile(r"^([^。]{2,28})。\S")
# What is in brackets that close on the next line only.
_UNCLOSED = re.compile(r"(?<=\S)\s*[（(\[【][^）)\]】]*$")
_QUOTES = "»«”’\"' "
FULL_LINE = 0.85
MOST_SKIPPED = 3
NARROW = 40.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be a heading; ``order`` is its number, ``place`` counts lines."""

    kind: str
    order: tuple[int, ...]
    title: str
    page: int
    place: int


def numbered_headings(texts: Sequence[str]) -> list[Heading]:
    """Headings by their Chinese or decimal numbers, from the text of every page.

    Rather none than wrong ones: numbers have to follow each other, lines to be short, and lists,
    questions and tables of contents are no headings.
    """
    candidates = _without_contents(list(_candidates(texts)))
    for kind in _WEAK:
        if not _are_headings([one for one in candidates if one.kind == kind], texts):
            candidates = [one for one in candidates if one.kind != kind]
    kept = _in_sequence(candidates)
    if len(kept) < 2 or (len(texts) > FEW and kept[-1].page * 2 < len(texts)):
        return []
    ranks = {kind: rank for rank, (kind, _) in enumerate(_KINDS)}
    present = sorted({ranks[one.kind] for one in kept})
    return [
        Heading(min(present.index(ranks[one.kind]) + len(one.order), DEEPEST), one.title, one.page)
        for one in kept
    ][:MOST_HEADINGS]


def _candidates(texts: Sequence[str]) -> Iterator[_Candidate]:
    full = _full_width(texts)
    place = 0
    for page, text in enumerate(texts, start=1):
        for untrusted_line in text.split("\n"):
            place += 1
            line = untrusted_line.strip()
            found = _read(line, full) if _FIRST.match(line) else None
            if found is not None:
                yield replace(found, page=page, place=place)


def _full_width(texts: Sequence[str]) -> float:
    """The width of a full line, in half-width characters; the widest few may be odd."""
    widths = sorted(_width(line) for text in texts for line in text.split("\n") if line.strip())
    return float(widths[len(widths) * 9 // 10]) if widths else 0.0


def _width(line: str) -> int:
    return len(line) + sum(character > "\u2e7f" for character in line)


def _read(line: str, full: float) -> _Candidate | None:
    """The heading that a line is by its form alone."""
    run_in = _RUN_IN.match(line)
    head = run_in[1] if run_in else line
    too_long = _width(line) > FULL_LINE * max(full, NARROW)
    if not run_in and (too_long or line.rstrip(_QUOTES).endswith(_UNFINISHED)):
        return None
    if _LEADERS.search(head):
        return None
    for kind, pattern in _KINDS:
        match = pattern.match(head)
        if match is None or (run_in and kind not in ("han", "han_brackets")):
            continue
        order = _order(match[1])
        title = clean_title(_UNCLOSED.sub("", head))
        return _Candidate(kind, order, title, 0, 0) if order else None
    return None


def _order(number: str) -> tuple[int, ...]:
    """The number as integers, empty when it is none."""
    if number[0] in _HAN:
        value = _han_value(number)
        return (value,) if value else ()
    parts = re.split("[.．]", unicodedata.normalize("NFKC", number))
    return tuple(int(part) for part in parts) if all(map(str.isdecimal, parts)) else ()


def _han_value(number: str) -> int:
    digits = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
        "〇": 0
    }
    value = current = 0
    for character in number:
        if character in digits:
            current = digits[character]
        else:
            value += max(current, 1) * (10 if character == "十" else 100)
            current = 0
    return value + current


def _without_contents(candidates: list[_Candidate]) -> list[_Candidate]:
    """Without tables of contents: lines below each other that come again on a later page."""
    bare = ["".join(one.title.split()) for one in candidates]
    last = {title: one.page for title, one in zip(bare, candidates, strict=True)}
    places = {one.place for one in candidates}
    return [
        one
        for title, one in zip(bare, candidates, strict=True)
        if one.page == last[title] or not places & {one.place - 1, one.place + 1}
    ]


def _are_headings(found: list[_Candidate], texts: Sequence[str]) -> bool:
    """Whether lines with plain numbers are headings rather than a list or questions."""
    if len(found) < FEW or _EXAM.search("\n".join(texts)):
        return False
    adjoining = sum(
        later.place == one.place + 1 and len(later.order) == len(one.order)
        for one, later in pairwise(found)
    )
    asked = sum(bool(_ASKED.search(one.title)) for one in found)
    return (adjoining + asked) * 4 <= len(found)


def _in_sequence(candidates: list[_Candidate]) -> list[_Candidate]:
    """Those whose numbers follow each other below the heading that they stand under."""
    ranks = {kind: rank for rank, (kind, _) in enumerate(_KINDS)}
    last: dict[int, tuple[int, ...]] = {}
    kept: list[_Candidate] = []
    for one in candidates:
        rank = ranks[one.kind]
        if not _follows(last.get(rank), one):
            continue
        last = {other: order for other, order in last.items() if other <= rank}
        last[rank] = one.order
        if one.kind != "brackets" or len(last) > 1:
            kept.append(one)
    lonely = Counter(one.kind for one in kept)
    return [one for one in kept if lonely[one.kind] > 1]


def _follows(before: tuple[int, ...] | None, one: _Candidate) -> bool:
    """Whether this number comes after that one; one or two may not have been recognised."""
    order = one.order
    if one.kind in _WEAK:
        return _follows_exactly(before, order)
    if before is None:
        return order[0] <= MOST_SKIPPED
    begins_again = one.kind == "han" and order == (1,)
    return begins_again or before[0] < order[0] <= before[0] + MOST_SKIPPED


def _follows_exactly(before: tuple[int, ...] | None, order: tuple[int, ...]) -> bool:
    if before is None:
        return all(part == 1 for part in order)
    if len(order) > len(before):
        return order[: len(before)] == before and order[len(before) :] == (1,)
    return order[:-1] == before[: len(order) - 1] and order[-1] == before[len(order) - 1] + 1
