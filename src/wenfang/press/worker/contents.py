"""Finding the outline of a PDF inside the sandbox, while its pages are read."""

from collections.abc import Iterator
from itertools import islice

import pypdfium2 as pdfium

from wenfang.press.outline import (
    DEEPEST,
    MOST_HEADINGS,
    best_outline,
    from_bookmarks,
    from_slides,
    needs_its_strongest_line,
    numbered_headings,
)
from wenfang.press.results import Heading
from wenfang.press.worker.text import slide_title

PAGE_CHARS = 20_000


class Contents:
    """Collects what may become the outline. ``headings`` says where to look for it:

    ``slides`` (every page has a title), ``numbers`` (they may be numbered) or ``bookmarks``.
    """

    def __init__(self, pdf: pdfium.PdfDocument, headings: str) -> None:
        self._headings = headings
        self._bookmarks = list(islice(_bookmarks(pdf), MOST_HEADINGS))
        self._named = {
            mark.page for mark in self._bookmarks if not needs_its_strongest_line(mark.title)
        }
        self._texts: list[str] = []
        self._strongest: dict[int, str] = {}
        self._page = 0

    def add(self, page: pdfium.PdfPage, characters: pdfium.PdfTextPage, text: str) -> None:
        """Take in the next page."""
        self._page += 1
        if self._headings == "slides" and self._page not in self._named:
            self._strongest[self._page] = slide_title(page, characters)
        if self._headings == "numbers":
            self._texts.append(text[:PAGE_CHARS])

    def outline(self) -> list[Heading]:
        """The outline of the pages that were taken in."""
        if self._headings == "slides":
            return from_slides(self._bookmarks, self._strongest)
        return best_outline(from_bookmarks(self._bookmarks), numbered_headings(self._texts))


def _bookmarks(pdf: pdfium.PdfDocument) -> Iterator[Heading]:
    """The file's own bookmarks; those that lead out of the document are left out."""
    for mark in pdf.get_toc(max_depth=DEEPEST):
        target = mark.get_dest()
        index = None if target is None else target.get_index()
        if index is not None and 0 <= index < len(pdf):
            yield Heading(mark.level + 1, mark.get_title(), index + 1)
