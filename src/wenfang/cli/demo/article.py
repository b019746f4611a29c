"""The English paper: two columns of even lines, written straight into a PDF."""

import io
from dataclasses import dataclass, field
from itertools import count

import pikepdf

from wenfang.cli.demo.blocks import Block, parse
from wenfang.cli.demo.figures import figure, table, words_at
from wenfang.cli.demo.typeset import (
    BOLD,
    ITALIC,
    ROMAN,
    Line,
    Word,
    break_lines,
    encode,
    formula,
    space_width,
    width_of,
    words_of,
)

_WIDTH, _HEIGHT = 595.28, 841.89
_MARGIN, _GAP, _TOP, _BOTTOM = 64.0, 22.0, 772.0, 72.0
_COLUMN = (_WIDTH - 2 * _MARGIN - _GAP) / 2
_SIZE, _LEADING = 11.0, 14.4
_FACES = {ROMAN: "F1", BOLD: "F2", ITALIC: "F3"}
_FIGURE_HEIGHT = 165.0


@dataclass(slots=True)
class Sheet:
    """A page's drawing operators, and where its columns begin."""

    marks: list[str] = field(default_factory=list)
    top: float = _TOP


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline."""

    title: str
    page: int
    level: int


class Article:
    """Fills columns from left to right and from page to page."""

    def __init__(self) -> None:
        self.sheets = [Sheet()]
        self.column = 0
        self.y = _TOP
        self.outline: list[Heading] = []

    @property
    def left(self) -> float:
        return _MARGIN + self.column * (_COLUMN + _GAP)

    def room_for(self, height: float) -> None:
        """Go to the next column if this much does not fit into the rest of this one."""
        if self.y - height >= _BOTTOM:
            return
        self.column += 1
        if self.column == 2:
            self.column = 0
            self.sheets.append(Sheet())
        self.y = self.sheets[-1].top

    def full_width(self, text: str, size: float, leading: float, font: str = ROMAN) -> None:
        """Centred lines over both columns, for the head of the first page."""
        for part in text.split("<br>"):
            words = words_of(part, size, font)
            width = sum(map(width_of, words)) + space_width(size) * (len(words) - 1)
            self.y -= leading
            self.put(Line(tuple(words), 0, width), (_WIDTH - width) / 2, size)

    def boxed(self, text: str, size: float, leading: float) -> None:
        """A justified paragraph over both columns, set in from the margins."""
        inset = 42.0
        words = words_of(text, size)
        for line in break_lines(words, _WIDTH - 2 * (_MARGIN + inset), size):
            self.y -= leading
            self.put(line, _MARGIN + inset, size)

    def begin_columns(self, space: float) -> None:
        self.y -= space
        self.sheets[0].top = self.y

    def paragraph(self, text: str, *, indent: float, size: float = _SIZE) -> None:
        leading = _LEADING * size / _SIZE
        lines = break_lines(words_of(text, size), _COLUMN, size, indent)
        for place, line in enumerate(lines):
            # A first line does not stay alone at the foot, nor a last one at the head.
            pair = (place == 0 and len(lines) > 1) or place == len(lines) - 2
            self.room_for(leading * (2 if pair else 1))
            self.y -= leading
            self.put(line, self.left + (0 if place else indent), size)

    def heading(self, text: str, level: int) -> None:
        size = 12.5 if level == 1 else 10.5
        font = BOLD if level == 1 else ITALIC
        self.room_for(46)
        self.y -= 9 if self.y < self.sheets[-1].top else 0
        for line in break_lines(words_of(text, size, font), _COLUMN, size):
            self.y -= 15
            self.put(Line(line.words, 0, line.width), self.left, size)
        self.y -= 3
        self.outline.append(Heading(text, len(self.sheets) - 1, level))

    def equation(self, source: str, number: int) -> None:
        word: Word = tuple(formula(source, _SIZE))
        self.room_for(28)
        self.y -= 19
        width = width_of(word)
        self.put(Line((word,), 0, width), self.left + (_COLUMN - width) / 2, _SIZE)
        right = self.left + _COLUMN
        self.sheets[-1].marks.append(words_at(right, self.y, f"({number})", _SIZE, "right"))
        self.y -= 6

    def draw_figure(self, name: str, caption: str) -> None:
        self.room_for(_FIGURE_HEIGHT + 48)
        self.y -= _FIGURE_HEIGHT + 6
        marks = figure(name, self.left, self.y, _COLUMN, _FIGURE_HEIGHT)
        self.sheets[-1].marks.extend(marks)
        self.paragraph(caption, indent=0, size=9)
        self.y -= 8

    def draw_table(self, name: str, caption: str) -> None:
        rows = table(name)
        self.room_for(len(rows) * 13 + 40)
        self.y -= 4
        self.paragraph(caption, indent=0, size=9)
        self.y -= 4
        step = _COLUMN / len(rows[0])
        for number, row in enumerate(rows):
            if number < 2:
                self.rule()
            self.y -= 13
            for place, text in enumerate(row):
                word = words_of(text, 9)[0]
                x = self.left + step * (place + 1) - width_of(word) - 2
                self.put(Line((word,), 0, 0), x, 9)
        self.rule()
        self.y -= 10

    def rule(self) -> None:
        y = self.y - 3
        right = self.left + _COLUMN
        self.sheets[-1].marks.append(f"0.6 w {self.left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def put(self, line: Line, x: float, size: float) -> None:
        """Write one line at the present height; spaces are real, so that it can be copied."""
        parts = [f"BT {line.extra:.3f} Tw 1 0 0 1 {x:.2f} {self.y:.2f} Tm"]
        for place, word in enumerate(line.words):
            if place:
                parts.append(f"/F1 {size:g} Tf 0 Ts <20> Tj")
            for piece in word:
                face = f"/{_FACES[piece.font]} {piece.size:g} Tf {piece.rise:.2f} Ts"
                parts.append(f"{face} 0 Tw <{encode(piece.text).hex()}> Tj {line.extra:.3f} Tw")
        self.sheets[-1].marks.append(" ".join([*parts, "0 Ts ET"]))


def build_article(text: str) -> bytes:
    """A4 in two columns with equations, figures, tables and an outline."""
    blocks = parse(text)
    article = Article()
    numbers = count(1)
    indent = 0.0
    for block in blocks:
        _set(article, block, numbers, indent)
        indent = 12.0 if block.kind == "p" else 0.0
    title = blocks[0].text.replace("<br>", " ")
    author = next(block.text for block in blocks if block.kind == "@author")
    return _write(article, title, author)


def _set(article: Article, block: Block, numbers: "count[int]", indent: float) -> None:
    match block.kind:
        case "h1" | "@author" | "@place" | "@abstract" | "@keywords":
            _set_head(article, block)
        case "h2" | "h3":
            article.heading(block.text, 1 if block.kind == "h2" else 2)
        case "formula":
            article.equation(block.text, next(numbers))
        case "@figure" | "@numbers":
            name, _, caption = block.text.partition(" | ")
            draw = article.draw_figure if block.kind == "@figure" else article.draw_table
            draw(name, caption)
        case _:
            article.paragraph(block.text, indent=indent)


def _set_head(article: Article, block: Block) -> None:
    match block.kind:
        case "h1":
            article.full_width(block.text, 19, 25, BOLD)
            article.y -= 8
        case "@author":
            article.full_width(block.text, 12, 16)
        case "@place":
            article.full_width(block.text, 10, 14, ITALIC)
            article.y -= 8
        case "@abstract":
            article.boxed(f"**Abstract.** {block.text}", 9.5, 12.2)
        case _:
            article.y -= 3
            article.boxed(f"**Keywords:** {block.text}", 9.5, 12.2)
            article.begin_columns(18)


def _write(article: Article, title: str, author: str) -> bytes:
    pdf = pikepdf.new()
    fonts = pikepdf.Dictionary(
        {
            f"/{short}": pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name(f"/{name}"),
                    Encoding=pikepdf.Name.WinAnsiEncoding,
                )
            )
            for name, short in _FACES.items()
        }
    )
    for number, sheet in enumerate(article.sheets, start=1):
        page = pdf.add_blank_page(page_size=(_WIDTH, _HEIGHT))
        foot = words_at(_WIDTH / 2, 40, str(number), 9, "center")
        head = words_at(_WIDTH / 2, 804, title, 8.5, "center") if number > 1 else ""
        content = "\n".join([*sheet.marks, foot, head]).encode()
        page.obj.Resources = pikepdf.Dictionary(Font=fonts)
        page.obj.Contents = pdf.make_stream(content)
    with pdf.open_outline() as outline:
        for heading in article.outline:
            if heading.level == 1:
                outline.root.append(pikepdf.OutlineItem(heading.title, heading.page))
    pdf.docinfo["/Title"], pdf.docinfo["/Author"] = title, author
    pdf.docinfo["/CreationDate"] = "D:20240506093000Z"
    packed = io.BytesIO()
    pdf.save(packed, deterministic_id=True)
    return packed.getvalue()
