"""The small markup in which the texts of the demo library are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADINGS = {"# ": "h1", "## ": "h2", "### ": "h3", "- ": "item", "> ": "quote", "$$ ": "formula"}
_INLINE = re.compile(r"(\*\*.+?\*\*|\*.+?\*|\$.+?\$)")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a text or one table: h1 h2 h3 p item quote formula table break or @name."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; style is "", bold, italic or math."""

    text: str
    style: str = ""


def parse(source: str) -> list[Block]:
    """Every non-empty line is a block; neighbouring lines that begin with a bar are one table."""
    blocks: list[Block] = []
    table: list[tuple[str, ...]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            table.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if table:
            blocks.append(Block("table", rows=tuple(table)))
            table = []
        if line.strip():
            blocks.append(_block(line.strip()))
    return blocks


def _block(line: str) -> Block:
    if line == "---":
        return Block("break")
    if line.startswith("@"):
        name, _, text = line.partition(" ")
        return Block(name, text)
    for mark, kind in _HEADINGS.items():
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark))
    return Block("p", line)


def spans(text: str) -> Iterator[Span]:
    """Cut a line at **bold**, *italic* and $formula$."""
    for piece in _INLINE.split(text):
        if piece.startswith("**"):
            yield Span(piece[2:-2], "bold")
        elif piece.startswith("*") and len(piece) > 2:
            yield Span(piece[1:-1], "italic")
        elif piece.startswith("$") and len(piece) > 2:
            yield Span(piece[1:-1], "math")
        elif piece:
            yield Span(piece)
