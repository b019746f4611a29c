"""One slide to draw on: boxes, discs, words and tables in centimetres and in the deck's colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml.etree import _Element
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Cm, Pt

from wenfang.cli.demo.motion import Entrance, Timeline, transition

WIDTH, HEIGHT = 33.867, 19.05


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a deck as six hex digits, and its two Chinese fonts."""

    deep: str
    accent: str
    soft: str
    paper: str
    ink: str
    seasons: tuple[str, ...]
    display_font: str = "微软雅黑"
    text_font: str = "微软雅黑"


@dataclass(frozen=True, slots=True)
class Words:
    """How a piece of text is set; size in points."""

    size: float
    color: str
    bold: bool = False
    align: PP_ALIGN = PP_ALIGN.LEFT
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP
    spacing: float = 1.25


class Canvas:
    """Draws on one slide and remembers what enters when."""

    def __init__(self, slide: Slide, theme: Theme) -> None:
        self.slide = slide
        self.theme = theme
        self.timeline = Timeline()
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = rgb(theme.paper)

    def shape(
        self, kind: MSO_SHAPE, left: float, top: float, width: float, height: float, fill: str
    ) -> Shape:
        """A filled shape without an outline; an empty fill is none."""
        shape = self.slide.shapes.add_shape(kind, Cm(left), Cm(top), Cm(width), Cm(height))
        shape.line.fill.background()
        shape.shadow.inherit = False
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
        else:
            shape.fill.background()
        return shape

    def box(self, left: float, top: float, width: float, height: float, fill: str) -> Shape:
        """A card with slightly rounded corners."""
        card = self.shape(MSO_SHAPE.ROUNDED_RECTANGLE, left, top, width, height, fill)
        card.adjustments[0] = min(0.5, 0.35 / min(width, height))
        return card

    def disc(self, left: float, top: float, size: float, fill: str) -> Shape:
        return self.shape(MSO_SHAPE.OVAL, left, top, size, size, fill)

    def text(
        self, left: float, top: float, width: float, height: float, text: str, words: Words
    ) -> Shape:
        """Words without a visible box around them."""
        holder = self.slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height))
        self.fill(holder.text_frame, text, words)
        return holder

    def fill(self, frame: TextFrame, text: str, words: Words, margin: float = 0.1) -> None:
        """Set the words of a shape; a line break makes a new paragraph."""
        frame.word_wrap = True
        frame.vertical_anchor = words.anchor
        frame.margin_left = frame.margin_right = Cm(margin)
        frame.margin_top = frame.margin_bottom = Cm(margin / 2)
        for place, line in enumerate(text.replace("<br>", "\n").split("\n")):
            target = frame.paragraphs[0] if place == 0 else _another(frame)
            target.alignment = words.align
            target.line_spacing = words.spacing
            run = target.add_run()
            run.text = line
            run.font.size, run.font.bold = Pt(words.size), words.bold
            run.font.color.rgb = rgb(words.color)
            set_fonts(run._r.get_or_add_rPr(), self.theme.text_font)

    def title(self, text: str) -> None:
        """The slide's real title, with a short coloured bar before it."""
        self.shape(MSO_SHAPE.RECTANGLE, 1.6, 1.55, 0.28, 1.35, self.theme.accent)
        self.place_title(2.2, 1.25, 29, 2.0, text, Words(30, self.theme.deep, bold=True))

    def place_title(
        self, left: float, top: float, width: float, height: float, text: str, words: Words
    ) -> None:
        title = self.slide.shapes.title
        if title is None:
            return
        # The placeholder is the oldest shape; what was drawn before must not cover it.
        self.slide.shapes._spTree.append(title._element)
        title.left, title.top, title.width, title.height = Cm(left), Cm(top), Cm(width), Cm(height)
        self.fill(title.text_frame, text, words)

    def lead(self, text: str) -> None:
        """The sentence under the title."""
        if text:
            self.text(2.2, 3.25, 29.5, 1.2, text, Words(17, self.theme.ink))

    def footer(self, text: str, number: int) -> None:
        """The deck's name and the number of the slide, small at the foot."""
        words = Words(11, "8A8F8C")
        self.text(2.2, HEIGHT - 1.25, 20, 0.8, text, words)
        right = Words(11, "8A8F8C", align=PP_ALIGN.RIGHT)
        self.text(WIDTH - 6.2, HEIGHT - 1.25, 4, 0.8, str(number), right)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        top: float,
        width: float,
        row_height: float,
        *,
        header: bool = True,
    ) -> None:
        """A striped table across the slide with a strong first column, and row if header."""
        count = len(rows[0])
        left = (WIDTH - width) / 2
        frame = self.slide.shapes.add_table(
            len(rows), count, Cm(left), Cm(top), Cm(width), Cm(row_height * len(rows))
        )
        table = frame.table
        for row_number, texts in enumerate(rows):
            table.rows[row_number].height = Cm(row_height)
            for column, text in enumerate(texts):
                cell = table.cell(row_number, column)
                strong = column == 0 or (header and row_number == 0)
                cell.fill.solid()  # type: ignore[no-untyped-call]
                cell.fill.fore_color.rgb = rgb(self._cell_fill(row_number - header, column))
                color = "FFFFFF" if strong else self.theme.ink
                words = Words(18, color, strong, PP_ALIGN.CENTER, MSO_ANCHOR.MIDDLE, 1.1)
                self.fill(cell.text_frame, text, words)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE

    def _cell_fill(self, row: int, column: int) -> str:
        if row < 0:
            return self.theme.deep
        if column == 0:
            return self.theme.seasons[row % len(self.theme.seasons)]
        return self.theme.soft if row % 2 else "FFFFFF"

    def enters(self, effect: str, *shapes: Shape) -> None:
        """With the next click these shapes come in."""
        self.timeline.on_click(*(Entrance(shape.shape_id, effect) for shape in shapes))

    def finish(self, change: str) -> None:
        """Write transition and effects into the slide, in the order its schema wants."""
        place: Any = self.slide._element.find(qn("p:clrMapOvr"))
        if self.timeline.steps:
            place.addnext(self.timeline.xml())
        place.addnext(transition(change))


def _another(frame: TextFrame) -> Any:
    return frame.add_paragraph()  # type: ignore[no-untyped-call]


def rgb(color: str) -> RGBColor:
    """A colour from six hex digits."""
    value: RGBColor = RGBColor.from_string(color)  # type: ignore[no-untyped-call]
    return value


def set_fonts(properties: _Element, font: str) -> None:
    """Name the Chinese and the Latin font of a run."""
    for name in ("a:latin", "a:ea"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
        element = properties.makeelement(qn(name), {"typeface": font})
        properties.append(element)
