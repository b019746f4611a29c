"""The kinds of slide that a deck is made of, each drawn by one function."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Cm, Pt

from wenfang.cli.demo.canvas import HEIGHT, WIDTH, Canvas, Words, rgb

_MIDDLE = MSO_ANCHOR.MIDDLE
_CENTER = PP_ALIGN.CENTER


@dataclass(slots=True)
class Content:
    """What the text says about one slide."""

    title: str
    layout: str = "cards"
    settings: dict[str, str] = field(default_factory=dict)
    items: list[list[str]] = field(default_factory=list)
    rows: tuple[tuple[str, ...], ...] = ()


def draw_cover(canvas: Canvas, content: Content) -> None:
    """A title beside a ring of words, one disc for each, coloured by quarter."""
    theme = canvas.theme
    canvas.shape(MSO_SHAPE.RECTANGLE, 0, 0, 15.2, HEIGHT, theme.deep)
    names = content.settings.get("@ring", "").split()
    size = 1.72 if len(names) > 12 else 2.5
    for place, name in enumerate(names):
        angle = 2 * math.pi * place / len(names) - math.pi / 2
        left = 24.6 + 7.4 * math.cos(angle) - size / 2
        top = HEIGHT / 2 + 7.4 * math.sin(angle) - size / 2
        color = theme.seasons[place * 4 // len(names)]
        disc = canvas.disc(left, top, size, color)
        words = Words(11 if size < 2 else 15, "FFFFFF", True, _CENTER, _MIDDLE, 1.0)
        canvas.fill(disc.text_frame, name, words, margin=0)
    canvas.disc(20.1, HEIGHT / 2 - 4.5, 9, theme.soft)
    sun = canvas.disc(22.1, HEIGHT / 2 - 2.5, 5, theme.accent)
    center = Words(36, "FFFFFF", True, _CENTER, _MIDDLE, 1.0)
    canvas.fill(sun.text_frame, content.settings.get("@center", ""), center, margin=0)
    canvas.place_title(1.7, 5.4, 12.6, 5, content.title, Words(46, "FFFFFF", True, spacing=1.15))
    canvas.shape(MSO_SHAPE.RECTANGLE, 1.8, 11, 3, 0.14, theme.accent)
    subtitle = content.settings.get("@subtitle", "")
    canvas.text(1.7, 11.5, 12.6, 1.6, subtitle, Words(16, theme.soft))
    canvas.enters("zoom", sun)


def draw_cards(canvas: Canvas, content: Content) -> None:
    """Three or four numbered cards that come up one by one."""
    canvas.title(content.title)
    count = len(content.items)
    size = 21 if count == 3 else 17
    gap = 0.9
    width = (WIDTH - 4.4 - gap * (count - 1)) / count
    for place, (name, text) in enumerate(content.items):
        left = 2.2 + place * (width + gap)
        color = canvas.theme.seasons[place % 4]
        card = canvas.box(left, 4.6, width, 11.6, "FFFFFF")
        band = canvas.shape(MSO_SHAPE.RECTANGLE, left, 4.6, width, 0.28, color)
        disc = canvas.disc(left + 0.9, 5.8, 2.2, color)
        number = Words(26, "FFFFFF", True, _CENTER, _MIDDLE, 1.0)
        canvas.fill(disc.text_frame, str(place + 1), number, margin=0)
        head = canvas.text(left + 0.8, 8.5, width - 1.6, 1.4, name, Words(24, color, True))
        body = canvas.text(
            left + 0.8, 10.2, width - 1.6, 5.6, text, Words(size, canvas.theme.ink, spacing=1.45)
        )
        canvas.enters("fly" if place % 2 == 0 else "fade", card, band, disc, head, body)


def draw_figures(canvas: Canvas, content: Content) -> None:
    """Large numbers side by side, each with its unit and one sentence."""
    canvas.title(content.title)
    width = (WIDTH - 4.4) / len(content.items)
    for place, (number, unit, text) in enumerate(content.items):
        left = 2.2 + place * width
        color = canvas.theme.seasons[place % 4]
        words = Words(66, color, True, _CENTER, _MIDDLE, 1.0)
        big = canvas.text(left, 5.4, width, 3.6, number, words)
        ink = canvas.theme.ink
        under = canvas.text(left, 9.3, width, 1.3, unit, Words(19, ink, True, _CENTER))
        note = canvas.text(left + 0.8, 10.9, width - 1.6, 3, text, Words(16, ink, False, _CENTER))
        if place:
            canvas.shape(MSO_SHAPE.RECTANGLE, left, 5.6, 0.06, 7.6, canvas.theme.soft)
        canvas.enters("wipe", big, under, note)


def draw_table(canvas: Canvas, content: Content) -> None:
    """A table under one sentence, and a note that comes with a click."""
    canvas.title(content.title)
    canvas.lead(content.settings.get("@lead", ""))
    count = len(content.rows)
    height = min(2.4, 10.2 / count)
    header = "@headless" not in content.settings
    canvas.table(content.rows, 4.9, 29.4, height, header=header)
    note = content.settings.get("@note", "")
    if note:
        box = canvas.box(2.2, 16.0, 29.4, 1.5, canvas.theme.soft)
        words = Words(17, canvas.theme.deep, True, PP_ALIGN.LEFT, _MIDDLE)
        canvas.fill(box.text_frame, note, words, margin=0.6)
        canvas.enters("wipe", box)


def draw_chart(canvas: Canvas, content: Content) -> None:
    """A real chart with its numbers inside the file, and questions beside it."""
    canvas.title(content.title)
    canvas.lead(content.settings.get("@lead", ""))
    header, *rows = content.rows
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [row[0] for row in rows]
    for column, name in enumerate(header[1:], start=1):
        data.add_series(name, [float(row[column]) for row in rows])
    columns = content.settings.get("@chart") == "column"
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if columns else XL_CHART_TYPE.LINE
    box = canvas.box(2.2, 4.7, 19.6, 12.4, "FFFFFF")
    frame: Any = canvas.slide.shapes.add_chart(kind, Cm(2.5), Cm(5), Cm(19), Cm(11.8), data)
    box.name = "chart background"
    chart = frame.chart
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.font.size = Pt(13)
    chart.font.color.rgb = rgb(canvas.theme.ink)
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb("E3E0D8")
    chart.value_axis.format.line.fill.background()
    chart.value_axis.minimum_scale = 0 if columns else 6
    for place, series in enumerate(chart.plots[0].series):
        color = rgb(canvas.theme.seasons[(place * 2) % 4 if columns else place])
        if columns:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = color
        else:
            series.smooth = True
            series.format.line.color.rgb, series.format.line.width = color, Pt(3)
    _draw_questions(canvas, [item[0] for item in content.items])


def _draw_questions(canvas: Canvas, questions: list[str]) -> None:
    for place, question in enumerate(questions):
        top = 4.7 + place * 4.2
        box = canvas.box(22.6, top, 9.0, 4.0, canvas.theme.soft)
        words = Words(17, canvas.theme.deep, False, PP_ALIGN.LEFT, _MIDDLE, 1.35)
        canvas.fill(box.text_frame, question, words, margin=0.7)
        canvas.enters("fade", box)


def draw_season(canvas: Canvas, content: Content) -> None:
    """A coloured half with one great character, and three observations beside it."""
    color = content.settings["@color"]
    season, _, line = content.title.partition("　")
    canvas.shape(MSO_SHAPE.RECTANGLE, 0, 0, 11.2, HEIGHT, color)
    canvas.disc(2.1, 3.0, 7.0, "FFFFFF").fill.fore_color.brightness = 0
    big = Words(120, color, True, _CENTER, _MIDDLE, 1.0)
    canvas.text(2.1, 2.9, 7.0, 7.0, season, big)
    names = content.settings.get("@lead", "").split(" · ")
    lines = "\n".join("　".join(names[start : start + 3]) for start in (0, 3))
    canvas.text(1, 11.6, 9.2, 3, lines, Words(19, "FFFFFF", True, _CENTER, spacing=1.5))
    canvas.place_title(12.6, 1.5, 20, 2, line, Words(30, color, True))
    for place, (name, text) in enumerate(content.items):
        top = 4.4 + place * 4.5
        card = canvas.box(12.7, top, 19.4, 3.9, "FFFFFF")
        bar = canvas.shape(MSO_SHAPE.RECTANGLE, 12.7, top, 0.22, 3.9, color)
        head = canvas.text(13.6, top + 0.1, 3.6, 3.7, name, Words(25, color, True, anchor=_MIDDLE))
        body = Words(18, canvas.theme.ink, anchor=_MIDDLE, spacing=1.35)
        words = canvas.text(17.2, top + 0.1, 14.2, 3.7, text, body)
        canvas.enters(("wipe", "split", "fly")[place % 3], card, bar, head, words)


def draw_steps(canvas: Canvas, content: Content) -> None:
    """Arrows from left to right with what to do under each."""
    canvas.title(content.title)
    width = (WIDTH - 4.4) / len(content.items)
    for place, (name, text) in enumerate(content.items):
        left = 2.2 + place * width
        color = canvas.theme.seasons[place % 4]
        kind = MSO_SHAPE.PENTAGON if place == 0 else MSO_SHAPE.CHEVRON
        arrow = canvas.shape(kind, left, 5.4, width + 0.3, 3.4, color)
        arrow.adjustments[0] = 0.25
        words = Words(34, "FFFFFF", True, _CENTER, _MIDDLE, 1.0)
        canvas.fill(arrow.text_frame, name, words)
        card = canvas.box(left + 0.25, 9.5, width - 0.5, 6.2, "FFFFFF")
        body = Words(18, canvas.theme.ink, False, PP_ALIGN.LEFT, _MIDDLE, 1.45)
        canvas.fill(card.text_frame, text, body, margin=0.7)
        canvas.enters("wipe", arrow, card)


def draw_quiz(canvas: Canvas, content: Content) -> None:
    """A question, four options, and the answer behind two clicks."""
    canvas.title(content.title)
    theme = canvas.theme
    box = canvas.box(2.2, 4.3, 29.4, 3.6, "FFFFFF")
    asked = Words(21, theme.ink, False, PP_ALIGN.LEFT, _MIDDLE, 1.4)
    canvas.fill(box.text_frame, content.settings["@lead"], asked, margin=0.9)
    number, _, reason = content.settings["@answer"].partition(" | ")
    for place, (name,) in enumerate(content.items):
        left = 2.2 + place * 7.4
        option = canvas.box(left, 8.8, 7.2, 2.6, theme.soft)
        words = Words(24, theme.deep, True, _CENTER, _MIDDLE, 1.0)
        canvas.fill(option.text_frame, f"{'ABCD'[place]}　{name}", words)
    right = 2.2 + (int(number) - 1) * 7.4
    mark = canvas.shape(MSO_SHAPE.OVAL, right + 5.6, 8.3, 1.5, 1.5, theme.accent)
    tick = Words(22, "FFFFFF", True, _CENTER, _MIDDLE, 1.0)
    canvas.fill(mark.text_frame, "✓", tick, margin=0)
    answer = canvas.box(2.2, 12.6, 29.4, 3.8, theme.deep)
    told = Words(20, "FFFFFF", False, PP_ALIGN.LEFT, _MIDDLE, 1.4)
    canvas.fill(answer.text_frame, reason, told, margin=0.9)
    canvas.enters("zoom", mark)
    canvas.enters("split", answer)


def draw_closing(canvas: Canvas, content: Content) -> None:
    """One sentence to take home."""
    theme = canvas.theme
    canvas.shape(MSO_SHAPE.RECTANGLE, 0, 0, WIDTH, HEIGHT, theme.deep)
    for place, color in enumerate(theme.seasons):
        canvas.disc(13.6 + place * 1.8, 4.6, 1.2, color)
    words = Words(38, "FFFFFF", True, _CENTER, _MIDDLE)
    canvas.place_title(2, 6.6, WIDTH - 4, 3.4, content.title, words)
    line = Words(19, theme.soft, False, _CENTER)
    told = canvas.text(2, 11, WIDTH - 4, 2, content.settings.get("@lead", ""), line)
    canvas.enters("fade", told)


LAYOUTS: dict[str, Callable[[Canvas, Content], None]] = {
    "cover": draw_cover,
    "cards": draw_cards,
    "figures": draw_figures,
    "table": draw_table,
    "chart": draw_chart,
    "season": draw_season,
    "steps": draw_steps,
    "quiz": draw_quiz,
    "closing": draw_closing,
}
