"""Lines of English text: widths of letters, small mathematics, and breaking into even lines."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from wenfang.cli.demo.blocks import spans

ROMAN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
_SPACE, _STRETCH, _SHRINK = 0.25, 0.16, 0.07
_HYPHEN_COST = 3000.0
_MATH = re.compile(r"([_^])\{(.+?)\}|([A-Za-z]+)|([^A-Za-z_^]+)")
# Only places where every dictionary of English agrees.
_HYPHENS = re.compile(r"(?<=[a-z]{3})(?=(?:tion|sion|ment|ness|ful|less|ship)s?[.,;:]?$)")
_PREFIXES = re.compile(r"^(?:under|over|inter|every|some)(?=[a-z]{4})")


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one font; size and rise in points."""

    text: str
    font: str
    size: float
    rise: float = 0.0

    @property
    def width(self) -> float:
        widths = _widths()[self.font]
        return sum(widths[code - 32] for code in encode(self.text)) * self.size / 1000


Word = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A word or a part of one; the hyphen is printed only if the line ends here."""

    pieces: Word
    width: float
    ends_word: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A finished line; extra is what each space is wider than natural, in points."""

    words: tuple[Word, ...]
    extra: float
    width: float


def encode(text: str) -> bytes:
    """The bytes of a text in the encoding of PDF's standard fonts."""
    return text.encode("cp1252")


def words_of(text: str, size: float, font: str = ROMAN) -> list[Word]:
    """Cut a marked-up line into words; a formula is never cut."""
    words: list[Word] = []
    current: list[Piece] = []
    for span in spans(text):
        if span.style == "math":
            current.extend(formula(span.text, size))
            continue
        face = {"bold": BOLD, "italic": ITALIC}.get(span.style, font)
        for place, part in enumerate(span.text.split(" ")):
            if place and current:
                words.append(tuple(current))
                current = []
            if part:
                current.append(Piece(part, face, size))
    if current:
        words.append(tuple(current))
    return words


def formula(source: str, size: float) -> list[Piece]:
    """Letters slanted, figures upright, indices small: enough for simple mathematics."""
    pieces: list[Piece] = []
    for mark, index, letters, other in _MATH.findall(source):
        if mark:
            rise = size * (-0.16 if mark == "_" else 0.36)
            pieces += [
                Piece(piece.text, piece.font, size * 0.7, rise) for piece in formula(index, size)
            ]
        elif letters:
            pieces.append(Piece(letters, ITALIC, size))
        else:
            pieces.append(Piece(other, ROMAN, size))
    return pieces


def width_of(word: Word) -> float:
    return sum(piece.width for piece in word)


def space_width(size: float) -> float:
    return size * _SPACE


def break_lines(words: list[Word], width: float, size: float, indent: float = 0) -> list[Line]:
    """Choose all breaks of a paragraph together, so that no line is much looser than the rest."""
    fragments = [fragment for word in words for fragment in _fragments(word)]
    count = len(fragments)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            room = width - (indent if start == 0 else 0)
            natural, spaces = _measure(fragments[start:end], size)
            if natural - spaces * size * _SHRINK > room and end - start > 1:
                break
            cost = best[start][0] + _cost(room - natural, spaces, size, last=end == count)
            cost += 0 if fragments[end - 1].ends_word else _HYPHEN_COST
            best[end] = min(best[end], (cost, start))
    breaks = [count]
    while breaks[-1]:
        breaks.append(best[breaks[-1]][1])
    pairs = zip(reversed(breaks), reversed(breaks[:-1]), strict=False)
    return [_line(fragments, start, end, width, size, indent) for start, end in pairs]


def _line(
    fragments: list[Fragment], start: int, end: int, width: float, size: float, indent: float
) -> Line:
    chosen = fragments[start:end]
    natural, spaces = _measure(chosen, size)
    room = width - (indent if start == 0 else 0)
    last = end == len(fragments)
    loose = room - natural
    extra = 0.0 if not spaces or (last and loose > 0) else loose / spaces
    return Line(tuple(_joined(chosen)), extra, natural + extra * spaces)


def _joined(fragments: list[Fragment]) -> Iterator[Word]:
    current: list[Piece] = []
    for fragment in fragments:
        current.extend(fragment.pieces)
        if fragment.ends_word:
            yield tuple(current)
            current = []
    if current:
        last = current[-1]
        yield (*current[:-1], Piece(last.text + "-", last.font, last.size))


def _measure(fragments: list[Fragment], size: float) -> tuple[float, int]:
    """Natural width of a line with its hyphen, and the number of its spaces."""
    spaces = sum(fragment.ends_word for fragment in fragments[:-1])
    width = sum(fragment.width for fragment in fragments) + spaces * size * _SPACE
    return width + (0 if fragments[-1].ends_word else size / 3), spaces


def _cost(loose: float, spaces: int, size: float, *, last: bool) -> float:
    if last and loose >= 0:
        return 0.0
    give = max(spaces, 0.2) * size * (_STRETCH if loose > 0 else _SHRINK)
    return float((1 + 100 * abs(loose / give) ** 3) ** 2)


def _fragments(word: Word) -> list[Fragment]:
    if len(word) != 1 or len(word[0].text) < 8 or not word[0].text[:-1].isalpha():
        return [Fragment(word, width_of(word), ends_word=True)]
    piece = word[0]
    cuts = {match.start() for match in _HYPHENS.finditer(piece.text)}
    cuts |= {match.end() for match in _PREFIXES.finditer(piece.text)}
    edges = [0, *sorted(cuts), len(piece.text)]
    parts = [Piece(piece.text[start:end], piece.font, piece.size) for start, end in pairwise(edges)]
    return [
        Fragment((part,), part.width, ends_word=place == len(parts) - 1)
        for place, part in enumerate(parts)
    ]


@cache
def _widths() -> dict[str, list[int]]:
    """Widths in thousandths of the size, for the codes from 32 on."""
    source = Path(__file__).parent / "texts" / "times-widths.json"
    widths: dict[str, list[int]] = json.loads(source.read_text(encoding="utf-8"))
    return widths
