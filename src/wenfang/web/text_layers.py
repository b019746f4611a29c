"""The words of a page over its picture: an SVG that nobody sees, to select, copy and read aloud."""

import re
from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wenfang.documents.layers import LaidText, free_layers
from wenfang.documents.models import Revision
from wenfang.documents.queries import free_page_count
from wenfang.press import TextRun

# Raw bytes, about a third of that on the wire: the first screen of a phone has to stay light.
INLINE_BYTES = 48_000
# A font's own box is taller than its size; with these the marked area is the box of the run.
SIZE, BASELINE = 0.72, 0.82
SAME_LINE = 0.6
# In this order: Japanese has Chinese characters too, and Chinese documents hold Latin letters.
_SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "en": re.compile("[A-Za-z]"),
}
SHARE = 0.1


def inline_layers(revision: Revision) -> dict[int, SafeString]:
    """Layers of the first free pages by page number, as many as make the page no burden.

    Empty for a page without words; pages that are missing here are fetched when a reader gets
    there.
    """
    found: dict[int, SafeString] = {}
    end = free_page_count(revision) + 1
    room = INLINE_BYTES
    for layer in free_layers(revision):
        drawn = layer_svg(layer)
        room -= len(drawn.encode())
        if room < 0:
            end = layer.page
            break
        found[layer.page] = drawn
    return {number: found.get(number, SafeString()) for number in range(1, end)}


def layer_svg(layer: LaidText) -> SafeString:
    """The words of one page where they stand, in points; a line that is marked stays a line."""
    lines = [(_line(line),) for line in _lines(layer.runs)]
    return format_html(
        '<svg class="viewer__text" viewBox="0 0 {} {}" preserveAspectRatio="none" lang="{}" '
        'role="group">{}</svg>',
        _short(layer.width),
        _short(layer.height),
        language_of(layer.runs),
        format_html_join("\n", "<text>{}</text>", lines),
    )


def language_of(runs: Iterable[TextRun]) -> str:
    """The language that the script of the words suggests, for voices; empty where none does."""
    words = "".join(run.text for run in runs)
    counts = {tag: len(script.findall(words)) for tag, script in _SCRIPTS.items()}
    enough = SHARE * sum(counts.values())
    return next((tag for tag, count in counts.items() if count and count >= enough), "")


def _lines(runs: Iterable[TextRun]) -> Iterator[list[TextRun]]:
    """Runs that follow each other at one height: the cells of a row are copied as one line."""
    line: list[TextRun] = []
    for run in runs:
        if line and not _goes_on(line[-1], run):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _goes_on(before: TextRun, run: TextRun) -> bool:
    shared = min(before.y + before.height, run.y + run.height) - max(before.y, run.y)
    return run.x >= before.x and shared >= SAME_LINE * min(before.height, run.height)


def _line(runs: list[TextRun]) -> SafeString:
    return format_html_join(
        " ",
        '<tspan x="{}" y="{}" font-size="{}" textLength="{}" lengthAdjust="spacingAndGlyphs">{}'
        "</tspan>",
        (
            (
                _short(run.x),
                _short(run.y + BASELINE * run.height),
                _short(SIZE * run.height),
                _short(run.width),
                run.text,
            )
            for run in runs
        ),
    )


def _short(points: float) -> str:
    """A tenth of a point is finer than any screen shows."""
    return f"{points:.1f}".removesuffix(".0")
