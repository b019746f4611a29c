"""What comes out of the press: pages, text, outline, fidelity."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class PageImage:
    """One rendered page at one width; ``file`` is relative to the out folder."""

    page: int
    file: str
    width: int
    height: int


class TextRun(NamedTuple):
    """Characters in a row on a page: where they stand, in points from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class RenderedPages:
    """Pages that were drawn later than the rest; ``runs`` has one entry per page."""

    images: list[PageImage]
    runs: dict[int, list[TextRun]]


class Heading(NamedTuple):
    """One line of a document's outline; ``level`` is 1 for chapters and grows inwards."""

    level: int
    title: str
    page: int


class FontUse(NamedTuple):
    """A family that the document names and the one that its pages show."""

    asked: str
    used: str
    substituted: bool


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How faithful the pages are: what could be counted on both sides, and what is not shown.

    ``dropped`` counts what is in the file and not on the pages, by the keys of
    ``fidelity.DROPPED``. ``effects`` are animation effects and transitions. Characters are counted
    without blanks; ``source_characters`` is None where the format does not tell.
    ``program`` is what people call the program that recorded the pages, empty if unknown.
    ``doubts`` are keys of ``fidelity.DOUBTS``: with any of them the author must look and confirm.
    """

    pages: int = 0
    recorded_pages: int | None = None
    fonts: list[FontUse] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    effects: int = 0
    source_characters: int | None = None
    page_characters: int = 0
    program: str = ""
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FirstPages:
    """A provisional preview: the first pages of a copy that was cut, before the whole is there.

    ``folder`` holds the images and goes with the out folder. ``pages_expected`` is how many pages
    the whole seems to have, None when nothing tells. ``seconds`` have passed since the job began.
    """

    format: str
    folder: Path
    images: list[PageImage]
    page_sizes: list[tuple[float, float]]
    pages_expected: int | None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class PressResult:
    """Everything the press learned about one document.

    ``page_sizes`` are in points. ``text`` has one entry per page, of all pages; ``runs`` has one
    per page that was drawn. ``recorded_pages`` is what the authoring program wrote into the file.
    ``warnings`` are keys of ``WARNINGS``. ``timings`` are seconds per step. ``pdf`` is the whole
    document inside the out folder.
    """

    format: str
    pages: int
    page_sizes: list[tuple[float, float]]
    images: list[PageImage]
    text: list[str]
    recorded_pages: int | None
    title: str
    pdf: Path
    fonts: list[FontUse] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    outline: list[Heading] = field(default_factory=list)
    runs: dict[int, list[TextRun]] = field(default_factory=dict)
    fidelity: Fidelity = field(default_factory=Fidelity)
