"""The seventh step: what the pages say, of all pages."""

from wenfang.press.family import Family
from wenfang.press.job import Job
from wenfang.press.pages import Pages
from wenfang.press.steps.whole import PDF_NAME


def text(job: Job, pages: Pages) -> None:
    """Read the PDF that the reader was handed."""
    with job.timed("text"):
        pages.read(PDF_NAME, job.deadline, headings=_headings(job.family))


def _headings(family: Family) -> str:
    """Where the outline is to be found; numbers in the cells of a sheet are no headings."""
    if family.in_lines:
        return "slides"
    return "bookmarks" if family.export.startswith("calc") else "numbers"


def text_layer(job: Job, pages: Pages) -> None:
    """Read what the drawn pages show, and where; enough where the rest has been read before."""
    with job.timed("text"):
        pages.read_layer(PDF_NAME, job.deadline)
