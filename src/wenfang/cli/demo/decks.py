"""Decks: read the slides from a text, draw them, and move from one to the next."""

import io
from itertools import cycle

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.util import Cm

from wenfang.cli.demo.blocks import parse
from wenfang.cli.demo.canvas import HEIGHT, WIDTH, Canvas, Theme
from wenfang.cli.demo.slides import LAYOUTS, Content

_GARDEN = Theme(
    deep="1F4D3A",
    accent="E08E45",
    soft="E6EEDF",
    paper="FBF8F0",
    ink="33403A",
    seasons=("6FA05A", "C7563C", "D08A2E", "4C7A9B"),
)
_CLASSROOM = Theme(
    deep="27425E",
    accent="F2A65A",
    soft="E4ECF3",
    paper="FAFAF7",
    ink="37424D",
    seasons=("3D8B8B", "E07A5F", "D9A13B", "5B7DB1"),
)
_CHANGES = ("fade", "push", "wipe", "cover", "split")
_WITHOUT_FOOTER = ("cover", "season", "closing")
_TITLE_ONLY = 5
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def build_lesson_deck(text: str) -> bytes:
    """A lesson in the colours of a garden."""
    return _build(text, _GARDEN)


def build_meeting_deck(text: str) -> bytes:
    """A parents' meeting in the colours of a classroom."""
    return _build(text, _CLASSROOM)


def _build(text: str, theme: Theme) -> bytes:
    deck = Presentation()
    _widen(deck)
    _dress(deck, theme)
    changes = cycle(_CHANGES)
    contents = _contents(text)
    for number, content in enumerate(contents, start=1):
        canvas = Canvas(deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY]), theme)
        LAYOUTS[content.layout](canvas, content)
        if content.layout not in _WITHOUT_FOOTER:
            canvas.footer(contents[0].title.replace("<br>", ""), number)
        canvas.finish(next(changes))
    packed = io.BytesIO()
    deck.save(packed)
    return packed.getvalue()


def _contents(text: str) -> list[Content]:
    """The first heading is the cover; every second-level heading begins a slide."""
    contents: list[Content] = []
    for block in parse(text):
        match block.kind:
            case "h1":
                contents.append(Content(block.text, "cover"))
            case "h2":
                contents.append(Content(block.text))
            case "item":
                contents[-1].items.append(block.text.split(" | "))
            case "table":
                contents[-1].rows = block.rows
            case "@layout":
                contents[-1].layout = block.text
            case _:
                contents[-1].settings[block.kind] = block.text
    return contents


def _widen(deck: Deck) -> None:
    """The empty template is 4:3; stretch its master and layouts with the page."""
    factor = Cm(WIDTH) / deck.slide_width
    deck.slide_width, deck.slide_height = Cm(WIDTH), Cm(HEIGHT)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = int(shape.left * factor), int(shape.width * factor)


def _dress(deck: Deck, theme: Theme) -> None:
    """Write the colours and fonts into the theme, so that new slides and charts match too."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob)
    colors = {"dk2": theme.deep, "lt2": theme.soft, "accent5": theme.accent, "accent6": theme.deep}
    colors |= {f"accent{place}": color for place, color in enumerate(theme.seasons, start=1)}
    for name, color in colors.items():
        for holder in root.iter(f"{_DRAWING}{name}"):
            holder.clear()
            etree.SubElement(holder, f"{_DRAWING}srgbClr").set("val", color)
    for kind, font in (("majorFont", theme.display_font), ("minorFont", theme.text_font)):
        for holder in root.iter(f"{_DRAWING}{kind}"):
            for name in ("latin", "ea"):
                for element in holder.findall(f"{_DRAWING}{name}"):
                    element.set("typeface", font)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
